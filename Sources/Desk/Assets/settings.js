"use strict";
Desk.byId("save").addEventListener("click", async () => {
  try {
    await Desk.ask("PUT", "/api/replacements", Desk.byId("replacements").value, "text/plain");
    Desk.byId("saved").textContent = "saved";
  } catch (error) { Desk.byId("saved").textContent = ""; Desk.tell(error.message); }
});
Desk.byId("practice")?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const details = Object.fromEntries([...event.target.querySelectorAll("[data-key]")].map((input) => [input.dataset.key, input.value]));
  try {
    await Desk.ask("PUT", "/api/practice", JSON.stringify(details));
    Desk.byId("practice-saved").textContent = "saved";
  } catch (error) { Desk.byId("practice-saved").textContent = ""; Desk.tell(error.message); }
});
