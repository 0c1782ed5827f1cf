// Runs before the first paint, so that a chosen colour scheme never flashes in the other one.
(function () {
  var chosen = null;
  try {
    chosen = localStorage.getItem("color-scheme");
  } catch {
    // Storage is switched off: the system's scheme holds.
  }
  var dark = chosen === "dark" || (chosen !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.setAttribute("data-mantine-color-scheme", dark ? "dark" : "light");
  document.documentElement.style.colorScheme = dark ? "dark" : "light";
})();
