"""The ground floor: what every extension of the library may use."""
