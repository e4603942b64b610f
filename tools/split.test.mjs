// Divides small modules by hand-written rules and runs both parts: `node --test tools/split.test.mjs`.
import assert from "node:assert/strict";
import { test } from "node:test";
import binaryen from "binaryen";
import { path, split } from "./split.mjs";

const FEATURES = binaryen.Features.MutableGlobals | binaryen.Features.ReferenceTypes | binaryen.Features.BulkMemory | binaryen.Features.Multivalue;

/** Reads a text as the tools do, so that what is divided has the form that wasm-dis gives it. */
function read(text) {
  const module = binaryen.parseText(text);
  module.setFeatures(FEATURES);
  return module;
}

/** The bytes of a text, made as small as those of the site: what the optimiser must not undo is seen here as well. */
function compile(text) {
  const module = read(text);
  binaryen.setOptimizeLevel(2);
  binaryen.setShrinkLevel(2);
  module.optimize();
  assert.ok(module.validate(), text);
  return module.emitBinary();
}

const MODULE = `(module
  (import "page" "say" (func $say (param i32)))
  (import "page" "only second" (func $"say; twice \\22so\\22" (param i32)))
  (global $__stack_pointer (mut i32) (i32.const 1024))
  (global $base i32 (i32.const 7))
  (memory $memory 1)
  (data (i32.const 16) "first")
  (table $table 5 5 funcref)
  (table $objects 2 externref)
  (type $binary (func (param i32 i32) (result i32)))
  (elem (table $table) (i32.const 1) func $plain $"<app[0123abcd]::more::Adder as app[0123abcd]::Binary>::call" $"app[0123abcd]::more::page" $plain)
  (export "memory" (memory $memory))
  (export "1" (global $base))
  (export "start" (func $"app[0123abcd]::start"))
  (export "through" (func $through))
  (export "pointer" (func $pointer))
  (func $plain (param i32 i32) (result i32) (i32.sub (local.get 0) (local.get 1)))
  (func $pointer (result i32) (global.get $__stack_pointer))
  ;; Calls a slot of the table, as a trait object is called.
  (func $through (param $slot i32) (param $a i32) (param $b i32) (result i32)
    (call_indirect $table (type $binary) (local.get $a) (local.get $b) (local.get $slot)))
  (func $"app[0123abcd]::start" (param i32) (result i32)
    (call $shared (i32.const 1))
    (i32.add (call $"app[0123abcd]::more::stays") (call $"app[0123abcd]::more::page" (local.get 0) (i32.const 2))))
  (func $shared (param i32)
    (global.set $__stack_pointer (i32.sub (global.get $__stack_pointer) (local.get 0)))
    (call $say (global.get $__stack_pointer)))
  (func $"app[0123abcd]::more::stays" (result i32) (i32.const 10000))
  ;; The door: calls back, reads and writes what both share, calls through the table, and has a helper of its own.
  (func $"app[0123abcd]::more::page" (param i32 i32) (result i32)
    (call $shared (i32.const 16))
    (global.set $__stack_pointer (i32.add (global.get $__stack_pointer) (global.get $base)))
    (call $"say; twice \\22so\\22" (table.size $objects))
    (i32.store8 (i32.const 20) (i32.const 33))
    (i32.add
      (call $helper (i32.load8_u (i32.const 16)))
      (call_indirect $table (type $binary) (local.get 0) (local.get 1) (i32.const 2))))
  (func $helper (param i32) (result i32)
    (if (i32.eqz (local.get 0)) (then (return (i32.const 0))))
    (i32.add (i32.const 1) (call $helper (i32.sub (local.get 0) (i32.const 1)))))
  (func $"<app[0123abcd]::more::Adder as app[0123abcd]::Binary>::call" (param i32 i32) (result i32) (i32.add (local.get 0) (local.get 1)))
  (func $dead (call $"say; twice \\22so\\22" (i32.const 0))))`;

const DOOR = "app::more::page";
const divided = (doors = [DOOR], rooms = ["app::more::"]) => split(read(MODULE).emitText(), "key", doors, rooms);

/** Runs the first part; `fetchMore` joins the second one. */
function run({ first, second }) {
  const said = [];
  const page = { say: (value) => said.push(value), "only second": (value) => said.push(`twice ${value}`) };
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(compile(first)), { page });
  const part = new WebAssembly.Module(compile(second));
  return { exports, said, fetchMore: (key = "key") => new WebAssembly.Instance(part, { first: exports, [key]: exports }) };
}

test("both parts work on one memory, one table and the same globals, and call each other", () => {
  const { exports, said, fetchMore } = run(divided());
  fetchMore();
  // 10000 by what stays, "f" (102) counted down by the helper, 5 + 2 by the trait object.
  assert.equal(exports.start(5), 10000 + 102 + 5 + 2);
  assert.deepEqual(said, [1023, 1007, "twice 2"]);
  assert.equal(exports.pointer(), 1024 - 1 - 16 + 7);
  assert.equal(String.fromCharCode(...new Uint8Array(exports.memory.buffer, 16, 5)), "firs!");
});

test("before the second part is there, a call of it is a trap, and the rest works", () => {
  const { exports, said, fetchMore } = run(divided());
  assert.throws(() => exports.start(5), WebAssembly.RuntimeError);
  assert.deepEqual(said, [1023], "as far as the door");
  assert.throws(() => exports.through(2, 5, 2), WebAssembly.RuntimeError);
  assert.equal(exports.through(1, 5, 2), 3);
  fetchMore();
  assert.equal(exports.through(2, 5, 2), 7);
  assert.equal(exports.through(4, 5, 2), 3);
});

test("a second part of another build is refused", () => {
  const { fetchMore } = run(divided());
  assert.throws(() => fetchMore("another"), TypeError);
});

test("what only the door reaches moves, what anything else reaches stays, and what nothing reaches goes", () => {
  const { first, second, moved, stayed } = divided();
  const defines = (text, name) => new RegExp(`\\n \\(func \\$"?[^"\\n]*${name}`).test(text);
  assert.equal(moved, 3);
  assert.ok(defines(second, "helper") && !defines(first, "helper"));
  assert.ok(defines(first, "more::stays") && !defines(second, "more::stays"));
  assert.ok(!defines(first, "dead") && !defines(second, "dead"));
  assert.deepEqual(stayed, [["app::more::stays", "app::start"]]);
});

test("a method called through the table stays unless its room is named", () => {
  const { exports, fetchMore } = run(divided([DOOR], []));
  assert.equal(exports.through(2, 5, 2), 7);
  fetchMore();
  assert.equal(exports.start(5), 10000 + 102 + 5 + 2);
});

test("rules that match nothing are errors", () => {
  assert.throws(() => divided(["app::more::pag"]), /no door app::more::pag /);
  assert.throws(() => divided([DOOR], ["app::les::"]), /no function of app::les::/);
  assert.throws(() => divided([], ["app::more::"]), /rooms without a door/);
});

test("a path is what Rust writes", () => {
  const table = [
    ['$"app[b9c11c9d2a26e3b3]::ui::trends::page"', "app::ui::trends::page"],
    ['$"<app[b9c11c9d2a26e3b3]::ui::trends::Page>::draw"', "app::ui::trends::Page>::draw"],
    ['$"<&mut app[b9c11c9d2a26e3b3]::ui::trends::page::{closure#0} as core[27cd0353e63fa9bc]::X>::x"', "app::ui::trends::page::{closure#0} as core::X>::x"],
    ["$__rust_alloc", "__rust_alloc"],
  ];
  for (const [name, expected] of table) assert.equal(path(name), expected);
});
