// Divides the linked module in two: the first is what the first view runs, the second is fetched when it is asked for.
//
// Both share one memory and one table, and Rust is written as if there were one module. Whatever only the doors below
// reach goes into the second part; what anything else can reach stays, so that only a door can lead to a function that
// is not there yet. A door's place in the first part is taken by a small function that calls through a slot of the table,
// which is empty until the second part fills it. Static data all stay in the first part.
// Works on the text form of a module that still has its function names. Must never know what the functions do.

/**
 * The functions by which the first part calls the second, by their paths. Each is `#[inline(never)]`, or it would be
 * found in its caller, and is called only after `browser::more()`: before that, the call is a trap. Empty: one module.
 */
export const DOORS = [
  "faultline::ui::address::arrived",
  "faultline::ui::more::attach",
  "faultline::ui::play::laid_over",
  "faultline::ui::search::sort",
  "faultline::ui::search::with_marks",
  "faultline::state::filter::Found>::counted",
  "faultline::state::filter::Found>::some",
  "faultline::state::filter::offers",
  "faultline::state::list::List>::of",
  "faultline::state::list::List>::window",
  "faultline::state::loaded::Loaded>::findings",
  "faultline::state::model::apply_by_hand",
  "faultline::state::play::unknown_at",
  "faultline::state::selection::Lit>::of",
  "faultline::state::spoken::in_words",
  "faultline::ui::trends::opening::catalog",
  "faultline::ui::trends::opening::files",
  "faultline::ui::trends::opening::folders",
  "faultline::ui::trends::opening::titles",
  "faultline::ui::trends::press::pressed",
  "faultline::ui::trends::press::step",
  "faultline::state::trends::apply",
];
/**
 * Beginnings of paths. Trait objects and closures are called through the table, where nobody can see who will. Those
 * whose own path or whose trait's begins like this go into the second part, and so does what was made generic for one of
 * their types; only its code may make one.
 */
export const ROOMS = [
  "faultline::browser::clipboard",
  "faultline::browser::fields",
  "faultline::browser::folders::",
  "faultline::browser::frames",
  "faultline::browser::hands",
  "faultline::browser::history",
  "faultline::catalog::",
  "faultline::charts::",
  "faultline::formats::catalog",
  "faultline::formats::statuspage",
  "faultline::state::estimates::",
  "faultline::state::overview::",
  "faultline::state::plots::",
  "faultline::state::requests::",
  "faultline::state::said::",
  "faultline::ui::address",
  "faultline::ui::app::outside",
  "faultline::ui::board",
  "faultline::ui::details",
  "faultline::ui::events",
  "faultline::ui::findings",
  "faultline::ui::hands",
  "faultline::ui::head::keys",
  "faultline::ui::more::attach",
  "faultline::ui::open::file",
  "faultline::ui::open::samples",
  "faultline::ui::open::text",
  "faultline::ui::play::bar",
  "faultline::ui::play::hint",
  "faultline::ui::pointers",
  "faultline::ui::rail",
  "faultline::ui::search::listen",
  "faultline::ui::search::notes",
  "faultline::ui::search::zone_dialog",
  "faultline::ui::trends::",
  "js_sys::futures::future_to_promise",
  "wasm_streams",
];

const NAME = String.raw`\$(?:"(?:[^"\\]|\\.)*"|[^\s()"]+)`;
const CALLS = new RegExp(String.raw`\((?:return_call|call|ref\.func) (${NAME})`, "g");
const GLOBALS = new RegExp(String.raw`\(global\.[gs]et (${NAME})`, "g");
const TABLES = new RegExp(String.raw`\((?:(?:return_)?call_indirect|table\.\w+) (${NAME})`, "g");
const all = (text, pattern) => [...text.matchAll(pattern)].map((match) => match[1]);

/** A function's path as Rust writes it: without quotes, crate hashes, and what stands before the path of a method. */
export function path(name) {
  const plain = name.replace(/^\$"?|"$/g, "").replace(/\\"/g, '"').replace(/\[[0-9a-f]{6,}\]/g, "");
  return plain.replace(/^(?:<|&|mut |\*const |\*mut )+/, "");
}

/** Whether a function is this door: itself, generic or not, or numbered because another one has its name. */
const isDoor = (door, name) => path(name).startsWith(door) && /^>?(?:::<.*)?(?:[._]\d+)?$/.test(path(name).slice(door.length));

/** The parts of a module's text: one string for each item at the top. */
function items(text) {
  const found = text.split(/\n (?=\()/).slice(1);
  if (found.length) found.push(found.pop().replace(/\)\s*$/, ""));
  return found;
}

/** Parameters and results of a function, as lists of types. */
function signature(head) {
  const types = (word) => all(head, new RegExp(String.raw`\(${word} (?:${NAME} )?([^()]+)\)`, "g")).flatMap((list) => list.trim().split(/\s+/));
  return { params: types("param"), results: types("result") };
}
const typed = ({ params, results }) =>
  [params.length && `(param ${params.join(" ")})`, results.length && `(result ${results.join(" ")})`].filter(Boolean).join(" ");

/**
 * Divides a module; `doors` and `rooms` are as above. The second part imports its table from a module named `key`, the
 * rest from `first`, so that no loader joins it to a first part of another build.
 * Returns the texts of both, how many functions moved, and those of the rooms that stay, each with one that calls it.
 */
export function split(text, key, doors, rooms) {
  const kept = [];
  const funcs = new Map();
  const imports = new Map();
  const globals = new Map();
  const tables = new Map();
  const exported = new Map();
  const segments = [];
  const roots = [];
  const types = [];
  let memory;
  for (const item of items(text.replace(/^\s*;;.*$/gm, ""))) {
    const [, kind, name = ""] = item.match(new RegExp(String.raw`^\((\w+)(?: (${NAME}))?`)) ?? [];
    const imported = item.match(new RegExp(String.raw`^\(import "(?:[^"\\]|\\.)*" "(?:[^"\\]|\\.)*" (\((\w+) (${NAME})[^]*)\)\s*$`));
    if (kind === "func") {
      funcs.set(name, item);
      continue;
    }
    if (kind === "elem") {
      if (/^\(elem (?:\S+ )?declare /.test(item)) continue;
      const active = item.match(new RegExp(String.raw`^\(elem (?:${NAME} )?(?:\(table (${NAME})\) )?\(i32\.const (\d+)\) (?:func )?(?=\$)([^]*)\)\s*$`));
      if (!active) throw new Error(`split: an element segment of an unknown kind: ${item.slice(0, 80)}`);
      segments.push({ table: active[1], at: Number(active[2]), names: all(active[3], new RegExp(`(${NAME})`, "g")) });
      continue;
    }
    const [, definition, what, itsName] = imported ?? [, item, kind, name];
    if (what === "func") imports.set(itsName, definition);
    if (what === "global") globals.set(itsName, definition.match(/\(mut \w+\)|(?<= )\w+(?= |\))/)[0]);
    if (what === "memory") memory = { name: itsName, limits: definition.match(/(?: \d+)+/)[0] };
    if (what === "table") {
      const [, limits, type] = definition.match(/((?: \d+)+) (\w+)\)?\s*$|$/);
      tables.set(itsName, { limits, type, imported: Boolean(imported) });
      if (!imported) continue;
    }
    if (what === "export") {
      const [, as, sort, of] = item.match(new RegExp(String.raw`"((?:[^"\\]|\\.)*)" \((\w+) (${NAME})\)`));
      if (!exported.has(`${sort} ${of}`)) exported.set(`${sort} ${of}`, as);
      if (sort === "func") roots.push(of);
    }
    if (what === "start") roots.push(name);
    if (what === "type" || what === "rec") types.push(item);
    kept.push(item);
  }

  const entered = [...funcs.keys()].filter((name) => doors.some((door) => isDoor(door, name)));
  for (const door of doors) {
    if (!entered.some((name) => isDoor(door, name))) throw new Error(`split: no door ${door} (is it #[inline(never)], and called?)`);
  }
  // Its own path, that of what it drops, or that of the trait it implements.
  const whose = (name) => path(name).replace(/^core::ptr::drop_in_place::<+/, "");
  // Whatever is made for a closure or a type of the page belongs where it stands.
  const pages = rooms.filter((room) => room.startsWith("faultline::ui::"));
  const ofRooms = (name) =>
    rooms.some((room) => whose(name).startsWith(room) || path(name).includes(` as ${room}`)) ||
    (path(name).includes("<") && pages.some((room) => path(name).includes(`<${room}`)));
  for (const room of rooms) {
    if (![...funcs.keys()].some((name) => whose(name).startsWith(room))) throw new Error(`split: no function of ${room}`);
  }

  /** What is reached from there without a step onto what is `closed`: each function with one that calls it. */
  const reach = (starts, closed) => {
    const reached = new Map();
    const wait = starts.map((name) => [name, ""]);
    while (wait.length) {
      const [name, from] = wait.pop();
      if (!funcs.has(name) || reached.has(name) || closed.has(name)) continue;
      reached.set(name, from);
      wait.push(...all(funcs.get(name), CALLS).map((called) => [called, name]));
    }
    return reached;
  };
  const indirect = segments.flatMap(({ names }) => names);
  const isEntered = new Set(entered);
  const first = reach([...roots, ...indirect.filter((name) => !ofRooms(name))], isEntered);
  const second = reach([...entered, ...indirect.filter(ofRooms)], first);
  if (rooms.length && !entered.length) throw new Error("split: rooms without a door");

  // Slots: a moved function keeps the ones it has; a door without one gets a new one at the end of the table.
  const called = [...tables].filter(([, { type }]) => type === "funcref");
  if (called.length !== 1) throw new Error(`split: ${called.length} tables of functions; it has to be one`);
  const [[table, { limits, imported: tableImported }]] = called;
  if (tableImported) throw new Error("split: the table of functions is imported");
  const [size] = limits.trim().split(" ").map(Number);
  const slots = new Map();
  const fill = [];
  for (const segment of segments.filter((one) => (one.table ?? table) === table)) {
    segment.names.forEach((name, at) => {
      if (!second.has(name)) return;
      if (!slots.has(name)) slots.set(name, segment.at + at);
      fill.push([segment.at + at, name]);
    });
  }
  let end = size;
  for (const name of entered) {
    if (slots.has(name)) continue;
    slots.set(name, end);
    fill.push([end++, name]);
  }
  const runs = [];
  for (const [at, name] of fill.sort(([a], [b]) => a - b)) {
    const last = runs.at(-1);
    if (last && last.at + last.names.length === at) last.names.push(name);
    else runs.push({ at, names: [name] });
  }
  const segment = ({ table: of = table, at, names }) => `(elem (table ${of}) (i32.const ${at}) func ${names.join(" ")})`;

  // What the second part asks of the first: by the name it is exported under, or else by a new short one.
  const taken = new Set(exported.values());
  let count = 0;
  const ask = (sort, name, from = "first") => {
    const item = `${sort} ${name}`;
    while (!exported.has(item)) {
      const as = (count++).toString(36);
      if (taken.has(as)) continue;
      exported.set(item, as);
      kept.push(`(export "${as}" (${item}))`);
    }
    return `(import "${from}" "${exported.get(item)}"`;
  };
  const bodies = [...second.keys()].map((name) => funcs.get(name));
  const used = (pattern) => [...new Set(bodies.flatMap((body) => all(body, pattern)))];
  const shape = (name) => signature((funcs.get(name) ?? imports.get(name)).split("\n")[0]);
  const asked = used(CALLS).filter((name) => !second.has(name));
  const secondText = [
    ...types,
    ...(memory ? [`${ask("memory", memory.name)} (memory ${memory.name}${memory.limits}))`] : []),
    `${ask("table", table, key)} (table ${table} ${end} funcref))`,
    ...used(TABLES).filter((name) => name !== table).map((name) => `${ask("table", name)} (table ${name}${tables.get(name).limits} ${tables.get(name).type}))`),
    ...used(GLOBALS).map((name) => `${ask("global", name)} (global ${name} ${globals.get(name)}))`),
    ...asked.map((name) => `${ask("func", name)} (func ${name} ${typed(shape(name))}))`),
    ...runs.map(segment),
    ...bodies,
  ];

  const absent = '$"not fetched yet"';
  const firstSegments = segments.map((one) => ({ ...one, names: one.names.map((name) => (second.has(name) ? absent : name)) }));
  const door = (name) => {
    const of = shape(name);
    const operands = of.params.map((_, at) => `(local.get ${at})`).join(" ");
    return `(func ${name} ${typed(of)} (call_indirect ${table} ${typed(of)} ${operands} (i32.const ${slots.get(name)})))`;
  };
  const firstText = [
    ...kept,
    // No upper bound: an exported table may be read and written, and so no call through it is turned into a direct one.
    ...[...tables].filter(([, one]) => !one.imported).map(([name, one]) => `(table ${name}${name === table ? ` ${end}` : one.limits} ${one.type})`),
    ...firstSegments.map(segment),
    ...(firstSegments.some(({ names }) => names.includes(absent)) ? [`(func ${absent} (unreachable))`] : []),
    ...[...first.keys()].map((name) => funcs.get(name)),
    ...entered.map(door),
  ];
  const module = (parts) => `(module\n ${parts.join("\n ")}\n)\n`;
  const stayed = [...first].filter(([name]) => ofRooms(name)).map(([name, from]) => [path(name), path(from)]);
  return { first: module(firstText), second: module(secondText), moved: second.size, stayed };
}
