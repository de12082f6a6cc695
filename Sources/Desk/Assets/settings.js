"use strict";
Desk.byId("save").addEventListener("click", async () => {
  try {
    await Desk.ask("PUT", "/api/replacements", Desk.byId("replacements").value, "text/plain");
    Desk.byId("saved").textContent = "saved";
  } catch (error) { Desk.byId("saved").textContent = ""; Desk.tell(error.message); }
});
