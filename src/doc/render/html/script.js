(() => {
  const el = (id) => document.getElementById("page." + id);
  const tools = el("tools"), search = el("search"), count = el("count"), clear = el("clear");
  const items = [...document.querySelectorAll("[data-state]")];
  if (!tools || !items.length) return;
  const texts = items.map((item) => item.textContent.toLowerCase());
  const selects = [...tools.querySelectorAll("select")];
  const groups = [...document.querySelectorAll("main>section")];

  const apply = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    items.forEach((item, at) => {
      const fits = selects.every((one) => !one.value || item.dataset[one.dataset.by].split(" ").includes(one.value))
        && words.every((word) => texts[at].includes(word));
      item.hidden = !fits;
      shown += fits;
    });
    const all = !words.length && selects.every((one) => !one.value);
    groups.forEach((group) => { group.hidden = !all && !group.querySelector("[data-state]:not([hidden])"); });
    clear.hidden = all;
    count.textContent = all ? items.length + " questions" : shown + " of " + items.length + " questions";
  };
  const reset = () => {
    search.value = "";
    selects.forEach((one) => { one.value = ""; });
    apply();
  };
  // A link to a question that is filtered away shows everything again.
  const reveal = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && target.closest("[hidden]")) {
      reset();
      target.scrollIntoView();
    }
  };
  search.addEventListener("input", apply);
  selects.forEach((one) => one.addEventListener("change", apply));
  clear.addEventListener("click", () => { reset(); search.focus(); });
  addEventListener("hashchange", reveal);
  tools.hidden = false;
  apply();
})();
