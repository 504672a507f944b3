// The questions one after the other; every choice is written at once.
"use strict";

const $ = (id) => document.getElementById(id);
let questions = [];
let at = 0;
let busy = Promise.resolve();

function lineOf(line, marked) {
  const row = document.createElement("span");
  const number = document.createElement("b");
  number.textContent = line.number + " ";
  row.append(number);
  const found = line.here && marked ? line.text.indexOf(marked) : -1;
  if (found < 0) row.append(line.text);
  else {
    const mark = document.createElement("mark");
    mark.textContent = marked;
    row.append(line.text.slice(0, found), mark, line.text.slice(found + marked.length));
  }
  row.append("\n");
  if (line.here) row.className = "here";
  return row;
}

function show(focus) {
  if (!questions.length) {
    $("asks").textContent = "Nothing is in doubt.";
    return;
  }
  const question = questions[at];
  const open = questions.filter((each) => each.chosen < 0).length;
  $("where").textContent = `Decision ${at + 1} of ${questions.length}, ${open} open: ${question.kind}`;
  $("doubt").textContent = `(confidence ${question.confidence})`;
  $("asks").textContent = question.asks;
  $("lines").replaceChildren(...question.lines.map((line) => lineOf(line, question.marked)));
  $("choices").replaceChildren(...question.choices.map((words, index) => {
    const item = document.createElement("li");
    const button = document.createElement("button");
    const key = document.createElement("kbd");
    key.textContent = index + 1;
    button.append(key, " " + words);
    button.setAttribute("aria-pressed", String(question.chosen === index));
    button.addEventListener("click", () => choose(index));
    item.append(button);
    return item;
  }));
  if (focus) $("asks").focus();
}

function move(step) {
  at = Math.min(questions.length - 1, Math.max(0, at + step));
  $("said").textContent = "";
  show(true);
}

function nextOpen() {
  const order = [...questions.keys()].map((index) => (at + 1 + index) % questions.length);
  const open = order.find((index) => questions[index].chosen < 0);
  if (open === undefined) $("said").textContent = "Every decision is made.";
  else at = open;
  show(true);
}

function choose(index) {
  const question = questions[at];
  if (!question || index >= question.choices.length) return;
  question.chosen = index;
  nextOpen();
  busy = busy.then(() => send(question, index));
}

async function send(question, index) {
  try {
    const answer = await fetch("choose", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ key: question.key, choice: index }),
    });
    const said = await answer.json();
    if (!answer.ok) throw new Error(said.error);
    $("said").textContent = said.left.length
      ? `Written, but changed by hand and left as they are: ${said.left.join(", ")}`
      : `Written: ${question.choices[index]}`;
  } catch (error) {
    question.chosen = -1;
    $("said").textContent = `Not written: ${error.message}`;
  }
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  if (/^[1-9]$/.test(event.key)) choose(Number(event.key) - 1);
  else if (event.key === "Enter" && event.target.tagName !== "BUTTON") choose(0);
  else if (event.key === "ArrowRight") move(1);
  else if (event.key === "ArrowLeft") move(-1);
  else if (event.key === "u") nextOpen();
  else return;
  event.preventDefault();
});

fetch("questions.json").then((answer) => answer.json()).then((data) => {
  questions = data;
  at = Math.max(0, questions.findIndex((each) => each.chosen < 0));
  show(true);
});
