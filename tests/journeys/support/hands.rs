//! What a reader's hands do to a page: keys, pointer, wheel, files dropped and text pasted.

use super::{Engine, Page};
use serde_json::{Value, json};

impl Page {
    /// Presses a key as a hand does, with its modifiers: `"ArrowRight"`, `"Shift+Tab"`, `"/"`, `"Control+k"`.
    #[track_caller]
    pub fn press(&self, keys: &str) {
        // "+" itself is a key too.
        let parts: Vec<&str> = if keys.len() > 1 { keys.split('+').collect() } else { vec![keys] };
        let codes: Vec<char> = parts.iter().map(|key| key_code(key)).collect();
        let step = |kind: &str, code: &char| json!({ "type": kind, "value": code.to_string() });
        let mut steps: Vec<Value> = codes.iter().map(|code| step("keyDown", code)).collect();
        steps.extend(codes.iter().rev().map(|code| step("keyUp", code)));
        self.command("POST", "/actions", &json!({ "actions": [{ "type": "key", "id": "keys", "actions": steps }] }));
    }

    /// Moves the pointer with its button down through points of the window, in CSS px; one point is a click.
    #[track_caller]
    pub fn drag(&self, points: &[(i32, i32)]) {
        let moved = |&(x, y): &(i32, i32)| json!({ "type": "pointerMove", "duration": 20, "x": x, "y": y });
        let mut steps: Vec<Value> = points.iter().map(moved).collect();
        steps.insert(1, json!({ "type": "pointerDown", "button": 0 }));
        steps.push(json!({ "type": "pointerUp", "button": 0 }));
        let mouse =
            json!({ "type": "pointer", "id": "mouse", "parameters": { "pointerType": "mouse" }, "actions": steps });
        self.command("POST", "/actions", &json!({ "actions": [mouse] }));
    }

    /// The same with a key held all the while: `"Shift"`, `"Alt"`.
    #[track_caller]
    pub fn drag_holding(&self, keys: &[&str], points: &[(i32, i32)]) {
        self.hold(keys, || self.drag(points));
    }

    /// Does something with keys held.
    #[track_caller]
    fn hold(&self, keys: &[&str], act: impl FnOnce()) {
        let turn = |kind: &str| {
            let steps = keys.iter().map(|key| json!({ "type": kind, "value": key_code(key).to_string() }));
            let keyboard = json!({ "type": "key", "id": "keys", "actions": steps.collect::<Vec<_>>() });
            self.command("POST", "/actions", &json!({ "actions": [keyboard] }));
        };
        if keys.is_empty() {
            return act();
        }
        turn("keyDown");
        act();
        turn("keyUp");
    }

    /// Puts fingers down, each at the first of its points, rests for so many milliseconds, and moves them all through the
    /// rest of their points; one point and no rest is a tap.
    #[track_caller]
    pub fn touch(&self, fingers: &[&[(i32, i32)]], rest: u32) {
        let finger = |(at, points): (usize, &&[(i32, i32)])| {
            let moved =
                |&(x, y): &(i32, i32), ms: u32| json!({ "type": "pointerMove", "duration": ms, "x": x, "y": y });
            let mut steps = vec![moved(&points[0], 0), json!({ "type": "pointerDown", "button": 0 })];
            steps.push(json!({ "type": "pause", "duration": rest }));
            steps.extend(points[1..].iter().map(|point| moved(point, 40)));
            steps.push(json!({ "type": "pointerUp", "button": 0 }));
            json!({ "type": "pointer", "id": format!("finger{at}"), "parameters": { "pointerType": "touch" },
                "actions": steps })
        };
        let actions: Vec<Value> = fingers.iter().enumerate().map(finger).collect();
        self.command("POST", "/actions", &json!({ "actions": actions }));
    }

    /// Presses twice at one point, as fast as a hand does.
    #[track_caller]
    pub fn double_click(&self, (x, y): (i32, i32)) {
        let step = |kind: &str| json!({ "type": kind, "button": 0 });
        let (down, up) = (step("pointerDown"), step("pointerUp"));
        let moved = json!({ "type": "pointerMove", "duration": 0, "x": x, "y": y });
        let mouse = json!({ "type": "pointer", "id": "mouse", "parameters": { "pointerType": "mouse" },
            "actions": [moved, down, up, down, up] });
        self.command("POST", "/actions", &json!({ "actions": [mouse] }));
    }

    /// Moves the pointer there without a button.
    #[track_caller]
    pub fn hover(&self, x: i32, y: i32) {
        let step = json!({ "type": "pointerMove", "duration": 0, "x": x, "y": y });
        let mouse =
            json!({ "type": "pointer", "id": "mouse", "parameters": { "pointerType": "mouse" }, "actions": [step] });
        self.command("POST", "/actions", &json!({ "actions": [mouse] }));
    }

    /// Turns the wheel by `dy` px over a point, with `keys` held (`""`, `"Control"`, `"Shift"`).
    #[track_caller]
    pub fn wheel(&self, (x, y): (i32, i32), dy: i32, keys: &str) {
        let keys = if keys.is_empty() { &[][..] } else { &[keys] };
        self.hold(keys, || {
            // The driver of WebKitGTK turns the wheel by the difference to what it was told before.
            self.turned.set(self.turned.get() + dy);
            let dy = if self.engine() == Engine::WebKit { self.turned.get() } else { dy };
            let turn = json!({ "type": "scroll", "x": x, "y": y, "deltaX": 0, "deltaY": dy, "duration": 0,
                "origin": "viewport" });
            let wheel = json!({ "type": "wheel", "id": "wheel", "actions": [turn] });
            self.command("POST", "/actions", &json!({ "actions": [wheel] }));
        });
    }

    /// Drops files (name, content) on the middle of the window, as a file manager does.
    #[track_caller]
    pub fn drop_files(&self, files: &[(&str, &str)]) {
        let script = "
            const transfer = new DataTransfer();
            for (const [name, text] of arguments[0]) transfer.items.add(new File([text], name));
            const target = document.elementFromPoint(innerWidth / 2, innerHeight / 2) ?? document.body;
            for (const type of ['dragenter', 'dragover', 'drop']) {
                target.dispatchEvent(new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true }));
            }";
        self.js_with(script, &json!([files]));
    }

    /// Pastes a text where the focus is.
    #[track_caller]
    pub fn paste(&self, text: &str) {
        let script = "
            const transfer = new DataTransfer();
            transfer.setData('text/plain', arguments[0]);
            const target = document.activeElement ?? document.body;
            target.dispatchEvent(new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, cancelable: true }));";
        self.js_with(script, &json!([text]));
    }
}

/// WebDriver's code for a named key; a single character is itself.
fn key_code(key: &str) -> char {
    match key {
        "Backspace" => '\u{e003}',
        "Tab" => '\u{e004}',
        "Enter" => '\u{e007}',
        "Shift" => '\u{e008}',
        "Control" => '\u{e009}',
        "Alt" => '\u{e00a}',
        "Escape" => '\u{e00c}',
        "Space" => ' ',
        "PageUp" => '\u{e00e}',
        "PageDown" => '\u{e00f}',
        "End" => '\u{e010}',
        "Home" => '\u{e011}',
        "ArrowLeft" => '\u{e012}',
        "ArrowUp" => '\u{e013}',
        "ArrowRight" => '\u{e014}',
        "ArrowDown" => '\u{e015}',
        "Delete" => '\u{e017}',
        "Meta" => '\u{e03d}',
        other => {
            other.chars().next().filter(|_| other.chars().count() == 1).unwrap_or_else(|| panic!("no key {other:?}"))
        }
    }
}
