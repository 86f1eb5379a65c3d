// Which key does what: one table, for the keyboard and for the help.

function bindingsOf(act) {
  const key = (keys, help, does, shown = keys) => ({ keys, help, does, shown });
  return [
    key(["Enter"], "right as it stands; go to the next", () => act.confirm()),
    key([..."123456789"], "this class; go to the next", (event) => act.choose(Number(event.key) - 1), ["1", "\u2026", "9"]),
    key(["c", "/"], "any other class, or a new one, by typing", () => act.chooseAny()),
    key(["ArrowDown", "j"], "next segment", () => act.segment(1), ["\u2193", "j"]),
    key(["ArrowUp", "k"], "segment before", () => act.segment(-1), ["\u2191", "k"]),
    key(["n"], "next segment that is not checked", () => act.unchecked()),
    key(["ArrowRight"], "next page", () => act.page(1), ["\u2192"]),
    key(["ArrowLeft"], "page before", () => act.page(-1), ["\u2190"]),
    key(["Home"], "first page of the segment", () => act.edge(0)),
    key(["End"], "last page of the segment", () => act.edge(-1)),
    key(["b"], "page where another document most likely begins", () => act.likelyStart()),
    key(["s"], "a document starts at this page", () => act.start()),
    key(["m"], "merge with the segment before", () => act.join()),
    key(["Shift+m"], "merge with the segment behind", () => act.joinNext(), ["Shift", "m"]),
    key(["Shift+ArrowLeft"], "page one place earlier", () => act.move(-1), ["Shift", "\u2190"]),
    key(["Shift+ArrowRight"], "page one place later", () => act.move(1), ["Shift", "\u2192"]),
    key(["Shift+ArrowUp"], "page into the segment before", () => act.moveOver(-1), ["Shift", "\u2191"]),
    key(["Shift+ArrowDown"], "page into the segment behind", () => act.moveOver(1), ["Shift", "\u2193"]),
    key(["x"], "take this page in hand, to lay it elsewhere", () => act.take()),
    key(["v"], "lay it before this page", () => act.lay()),
    key(["Escape"], "", () => act.letGo()),
    key([" "], "checked, or not checked; stay here", () => act.mark(), ["Space"]),
    key(["z"], "see the page large", () => act.large()),
    key(["u", "Ctrl+z"], "take it back", () => act.undo(), ["u", "Ctrl+Z"]),
    key(["r", "Ctrl+y", "Ctrl+Shift+z"], "do it again", () => act.redo(), ["r", "Ctrl+Y"]),
    key(["e", "Ctrl+s"], "save: export corrections, or import some", () => act.exchange(), ["e", "Ctrl+S"]),
    key(["?"], "all keys", () => act.help()),
  ];
}

function nameOf(event) {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const isSign = event.key.length === 1 && !/[a-z]/i.test(event.key);
  const shift = event.shiftKey && !isSign ? "Shift+" : "";
  return `${event.ctrlKey || event.metaKey ? "Ctrl+" : ""}${shift}${key}`;
}

const OWN_KEYS = "input, textarea, select, dialog";
const PRESSED_BY = "button, summary, a, label";

// Keys are heard wherever the focus is, but for fields; Enter and Space belong to a button that has
// the focus. Single keys can be switched off for those who speak to their machine (WCAG 2.1.4).
function listenToKeys(bindings, areSingleOn) {
  const does = new Map(bindings.flatMap((one) => one.keys.map((key) => [key, one.does])));
  window.document.addEventListener("keydown", (event) => {
    const target = event.target instanceof Element ? event.target : window.document.body;
    if (event.altKey || event.isComposing || target.closest(OWN_KEYS)) return;
    const name = nameOf(event);
    const isPress = name === "Enter" || name === " ";
    if (isPress && target.closest(PRESSED_BY)) return;
    if (name.length === 1 && !isPress && name !== "?" && !areSingleOn()) return;
    const action = does.get(name);
    if (!action) return;
    event.preventDefault();
    action(event);
  });
}
