//! What an onlooker sets up and sees: the size of the window, the reader's preferences, pictures, axe-core, the console.

use super::{Engine, Page};
use serde_json::{Value, json};
use std::path::Path;

impl Page {
    /// The size of the page's window in CSS px, without what the browser puts around it. Lasts until the next call.
    #[track_caller]
    pub fn size(&self, width: u32, height: u32) {
        if self.engine() == Engine::Chromium {
            let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
            self.devtools("Emulation.setDeviceMetricsOverride", &metrics);
            return;
        }
        if self.engine() == Engine::WebKit {
            self.place(width, height);
        } else {
            // Its window is no narrower than its toolbar.
            let bars = "document.documentElement.style.minWidth = '0';
                const page = gBrowser.selectedBrowser;
                return [outerWidth - page.clientWidth, outerHeight - page.clientHeight]";
            let bars = self.firefox(bars, &json!([]));
            let outer = |inner: u32, bar: &Value| u64::from(inner) + bar.as_u64().unwrap_or_default();
            let rect = json!({ "width": outer(width, &bars[0]), "height": outer(height, &bars[1]) });
            self.command("POST", "/window/rect", &rect);
        }
        self.wait_for(&format!("was {width} × {height}"), || {
            (self.js("return [innerWidth, innerHeight]") == json!([width, height])).then_some(())
        });
    }

    /// What the reader's system prefers: `("prefers-color-scheme", "dark")`, `("prefers-reduced-motion", "reduce")`,
    /// `("forced-colors", "active")`. Replaces what an earlier call set. WebKitGTK takes it up with the next page opened, and has
    /// no forced colours.
    #[track_caller]
    pub fn prefers(&self, features: &[(&str, &str)]) {
        let asked = |feature: &str, value: &str| features.contains(&(feature, value));
        let (is_dark, is_still) = (asked("prefers-color-scheme", "dark"), asked("prefers-reduced-motion", "reduce"));
        match self.engine() {
            Engine::Chromium => {
                let features = features.iter().map(|(name, value)| json!({ "name": name, "value": value }));
                let features: Vec<Value> = features.collect();
                self.devtools("Emulation.setEmulatedMedia", &json!({ "features": features }));
            }
            Engine::Firefox => {
                let set = "const [scheme, colors, still] = arguments;
                    const page = gBrowser.selectedBrowser.browsingContext;
                    page.prefersColorSchemeOverride = scheme;
                    page.forcedColorsOverride = colors;
                    Services.prefs.setIntPref('ui.prefersReducedMotion', still);";
                let colors = if asked("forced-colors", "active") { "active" } else { "none" };
                let scheme = if is_dark { "dark" } else { "light" };
                self.firefox(set, &json!([scheme, colors, u8::from(is_still)]));
            }
            Engine::WebKit => self.restart(is_dark, is_still),
        }
    }

    /// Lays the page out as for paper, or not any more. WebKitGTK cannot.
    #[track_caller]
    pub fn print_layout(&self, on: bool) {
        let medium = if on { "print" } else { "" };
        if self.engine() == Engine::Firefox {
            let set = "gBrowser.selectedBrowser.browsingContext.mediumOverride = arguments[0]";
            self.firefox(set, &json!([medium]));
        } else {
            self.devtools("Emulation.setEmulatedMedia", &json!({ "media": medium }));
        }
    }

    /// Runs no script of any page opened from now on. WebKitGTK cannot.
    #[track_caller]
    pub fn without_scripts(&self) {
        if self.engine() == Engine::Firefox {
            self.firefox("gBrowser.selectedBrowser.browsingContext.allowJavascript = false", &json!([]));
        } else {
            self.devtools("Emulation.setScriptExecutionDisabled", &json!({ "value": true }));
        }
    }

    /// A picture of the whole page (in other engines than Chromium: of the window), as PNG.
    #[track_caller]
    pub fn screenshot(&self, path: &Path) {
        let data = if self.engine() == Engine::Chromium {
            let size = self.devtools("Page.getLayoutMetrics", &json!({}))["cssContentSize"].clone();
            let clip = json!({ "x": 0, "y": 0, "width": size["width"], "height": size["height"], "scale": 1 });
            let asked = json!({ "format": "png", "captureBeyondViewport": true, "clip": clip });
            self.devtools("Page.captureScreenshot", &asked)["data"].clone()
        } else {
            self.command("GET", "/screenshot", &Value::Null)
        };
        std::fs::write(path, base64(data.as_str().unwrap_or_default())).unwrap();
    }

    /// What axe-core holds against the page as it stands, one line each; empty is good.
    #[track_caller]
    pub fn axe(&self) -> Vec<String> {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/node_modules/axe-core/axe.min.js");
        let source = std::fs::read_to_string(file).unwrap_or_else(|error| panic!("{file}: {error}"));
        self.js(&source);
        let script = "
            const done = arguments[0];
            axe.run(document, { resultTypes: ['violations'] }).then(
                ({ violations }) => done(violations.flatMap((rule) => rule.nodes.map((node) =>
                    `${rule.id}: ${node.target.join(' ')}: ${(node.failureSummary ?? '').replaceAll('\\n', ' ')}`))),
                (error) => done([String(error)]));";
        strings(&self.js_later(script))
    }

    /// Asserts that axe-core finds nothing.
    #[track_caller]
    pub fn assert_accessible(&self) {
        let found = self.axe();
        assert!(found.is_empty(), "axe-core finds {}:\n{}", found.len(), found.join("\n"));
    }

    /// What the console got since the last question, "LEVEL text" each. Firefox tells of errors alone, WebKitGTK of nothing.
    #[track_caller]
    pub fn console(&self) -> Vec<String> {
        match self.engine() {
            Engine::Chromium => {}
            Engine::Firefox => {
                let script =
                    "const errors = Services.console.getMessageArray().filter((one) => one instanceof Ci.nsIScriptError
                        && one.sourceName.startsWith('http') && !(one.flags & Ci.nsIScriptError.warningFlag));
                    Services.console.reset();
                    return errors.map((one) => `ERROR ${one.sourceName} ${one.errorMessage}`)";
                return strings(&self.firefox(script, &json!([])));
            }
            Engine::WebKit => return Vec::new(),
        }
        let entries = self.command("POST", "/se/log", &json!({ "type": "browser" }));
        let line = |entry: &Value| format!("{} {}", entry["level"].as_str()?, entry["message"].as_str()?).into();
        entries.as_array().into_iter().flatten().filter_map(line).collect()
    }

    /// Asserts that nothing at all was written to the console since the last question.
    #[track_caller]
    pub fn assert_quiet(&self) {
        let console = self.console();
        assert!(console.is_empty(), "the console is not empty:\n{}", console.join("\n"));
    }
}

fn strings(list: &Value) -> Vec<String> {
    list.as_array().into_iter().flatten().filter_map(|one| one.as_str().map(str::to_owned)).collect()
}

/// Bytes of a base64 text, which is how drivers hand over pictures.
fn base64(text: &str) -> Vec<u8> {
    let value = |byte: u8| match byte {
        b'A'..=b'Z' => Some(u32::from(byte - b'A')),
        b'a'..=b'z' => Some(u32::from(byte - b'a') + 26),
        b'0'..=b'9' => Some(u32::from(byte - b'0') + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    };
    let (mut bytes, mut bits, mut held) = (Vec::new(), 0_u32, 0_u32);
    for six in text.bytes().filter_map(value) {
        held = (held << 6) | six;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from((held >> bits) & 0xff).unwrap_or_default());
            held &= (1 << bits) - 1;
        }
    }
    bytes
}
