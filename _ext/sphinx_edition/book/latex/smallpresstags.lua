-- Links that lines divide.  LuaTeX writes an annotation for each part by itself, of which the
-- structure tree knows the first only.  Here the parts become links of their own before that, with
-- a number in the parent tree; what was shipped out is told to the tree at the end.
smallpress = { links = {}, shipped = {} }

local start_link = node.subtype("pdf_start_link")
local end_link = node.subtype("pdf_end_link")
local late_lua = node.subtype("late_lua")
local whatsit = node.id("whatsit")
local hlist = node.id("hlist")
local glue = node.id("glue")
local FIRST = 1000000  -- beyond what tagpdf counts
local number = FIRST

function smallpress.ship(struct, parent, object)
  table.insert(smallpress.shipped, { struct, parent, object, status.total_pages + 1 })
end

-- The words that hexadecimal digits of UTF-16, with its mark, stand for.
function smallpress.decoded(digits)
  local words, high = {}, 0
  for unit in digits:gmatch("....") do
    unit = tonumber(unit, 16)
    if unit >= 0xD800 and unit < 0xDC00 then high = unit
    elseif unit >= 0xDC00 and unit < 0xE000 then
      table.insert(words, utf8.char(0x10000 + (high - 0xD800) * 0x400 + unit - 0xDC00))
    elseif unit ~= 0xFEFF then table.insert(words, utf8.char(unit)) end
  end
  return table.concat(words)
end

-- Return a new link that goes on where ``link`` was cut off, and what tells that it was shipped out.
local function continued(link)
  local parent = tonumber(link.link_attr:match("/StructParent%s+(%d+)"))
  local struct = parent and smallpress.links[parent]
  if not struct then return nil end
  number = number + 1
  local part = node.copy(link)
  part.objnum = pdf.reserveobj("annot")
  part.link_attr = link.link_attr:gsub("/StructParent%s+%d+", "/StructParent " .. number)
  smallpress.links[number] = struct
  local note = node.new("whatsit", late_lua)
  note.data = string.format("smallpress.ship(%d, %d, %d)", struct, number, part.objnum)
  return part, note
end

local function first_word(line)  -- what a line begins with before its words stays before the link
  local place = line.head
  while place and (place.id == glue or place.id == node.id("local_par")) do place = place.next end
  return place
end

luatexbase.add_to_callback("post_linebreak_filter", function(head)
  local open
  for line in node.traverse_id(hlist, head) do
    if open then
      local part, note = continued(open)
      if part then
        local place = first_word(line)
        line.head = node.insert_before(line.head, place, note)
        line.head = node.insert_before(line.head, place, part)
        open = part
      end
    end
    for item in node.traverse_id(whatsit, line.head) do
      if item.subtype == start_link then open = item
      elseif item.subtype == end_link then open = nil end
    end
    if open and line.next and smallpress.links[
        tonumber(open.link_attr:match("/StructParent%s+(%d+)")) or 0] then
      node.insert_after(line.head, node.tail(line.head), node.new("whatsit", end_link))
    end
  end
  return head
end, "smallpress: links that lines divide")

function smallpress.finish()
  table.sort(smallpress.shipped, function(one, other) return one[2] < other[2] end)
  for _, part in ipairs(smallpress.shipped) do
    tex.print(string.format(
      "\\csname __smallpress_part:nnnn\\endcsname{%d}{%d}{%d}{%d}", table.unpack(part)))
  end
end
