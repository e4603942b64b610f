//! The browser's window and what is found in it: by role and name, by text, by waiting. What hands do is in `hands`, what
//! only an onlooker sees in `eyes`. Every method fails the journey with a sentence when it cannot do its work.

use super::driver::{Driver, POINTER};
use super::session::Session;
use super::{Engine, Lack};
use serde_json::{Value, json};
use std::cell::{Cell, RefCell};
use std::io::Write;
use std::time::{Duration, Instant};

/// How long any condition may take to come true. Long, because the machine may be busy; a pass never waits for it.
const PATIENCE: Duration = Duration::from_secs(20);
const POLL: Duration = Duration::from_millis(15);
/// The key under which WebDriver hands out elements.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// The browser's one window.
pub struct Page {
    session: RefCell<Session>,
    driver: Driver,
    /// How far the wheel was turned in this session, see [`Page::wheel`].
    pub(super) turned: Cell<i32>,
}

/// One element of the page.
pub struct Element<'a> {
    page: &'a Page,
    id: String,
}

impl Page {
    pub(super) fn new(session: Session, driver: Driver) -> Self {
        let page = Self { session: RefCell::new(session), driver, turned: Cell::new(0) };
        if page.engine() != Engine::Chromium {
            page.size(1280, 900);
        }
        page
    }

    pub(super) fn close(&self) {
        // Whether it worked or not, the driver's process ends next.
        let _ = self.session.borrow().command("DELETE", "", None);
    }

    pub(super) fn engine(&self) -> Engine {
        self.driver.engine()
    }

    /// `true` when this engine lacks something; says so on the terminal, also when the journey passes.
    #[track_caller]
    pub fn lacks(&self, lack: Lack) -> bool {
        let lacks = lack.engines().contains(&self.engine());
        if lacks {
            let thread = std::thread::current();
            let journey = thread.name().unwrap_or("journey");
            // Not eprintln!, which the test harness holds back.
            let _ = writeln!(std::io::stderr(), "{journey}: not run in {}: {}", self.engine().name(), lack.reason());
        }
        lacks
    }

    /// One WebDriver command on this session.
    #[track_caller]
    pub(super) fn command(&self, method: &str, path: &str, body: &Value) -> Value {
        self.try_command(method, path, body).unwrap_or_else(|error| panic!("{error}"))
    }

    fn try_command(&self, method: &str, path: &str, body: &Value) -> Result<Value, String> {
        self.session.borrow().command(method, path, (method == "POST").then_some(body))
    }

    /// A command of Chromium's own protocol.
    #[track_caller]
    pub(super) fn devtools(&self, command: &str, parameters: &Value) -> Value {
        assert_eq!(self.engine(), Engine::Chromium, "{command} is known to Chromium only");
        self.command("POST", "/goog/cdp/execute", &json!({ "cmd": command, "params": parameters }))
    }

    /// A script with `arguments` in the window of Firefox itself, where `gBrowser` is.
    #[track_caller]
    pub(super) fn firefox(&self, script: &str, arguments: &Value) -> Value {
        assert_eq!(self.engine(), Engine::Firefox, "only Firefox has such a window");
        self.command("POST", "/moz/context", &json!({ "context": "chrome" }));
        let answer = self.js_with(script, arguments);
        self.command("POST", "/moz/context", &json!({ "context": "content" }));
        answer
    }

    /// Starts WebKitGTK's browser again, with an empty page, for a reader of these preferences.
    #[track_caller]
    pub(super) fn restart(&self, is_dark: bool, is_still: bool) {
        let size = self.js("return [innerWidth, innerHeight]");
        self.close();
        self.driver.write_desktop_settings(is_dark, is_still);
        let session = self.driver.session().unwrap_or_else(|error| panic!("no browser: {error}"));
        self.session.replace(session);
        self.turned.set(0);
        let [width, height] = [0, 1].map(|at| size[at].as_u64().and_then(|px| u32::try_from(px).ok()).unwrap_or(900));
        self.place(width, height);
    }

    /// Gives WebKitGTK's window a size, with the display's pointer in its lower left corner.
    #[track_caller]
    pub(super) fn place(&self, width: u32, height: u32) {
        let (x, y) = (POINTER.0, POINTER.1 + 1 - height);
        self.command("POST", "/window/rect", &json!({ "x": x, "y": y, "width": width, "height": height }));
    }

    /// Goes to an address; does not wait for the viewer, only for the page to load.
    #[track_caller]
    pub fn open(&self, url: &str) {
        self.command("POST", "/url", &json!({ "url": url }));
    }

    /// Goes to an address and returns at once, for what can be seen only while the page loads.
    #[track_caller]
    pub fn open_without_waiting(&self, url: &str) {
        self.open("about:blank");
        self.js_with("setTimeout((url) => location.assign(url), 0, arguments[0])", &json!([url]));
        self.wait_for("left the blank page", || self.url().starts_with("http").then_some(()));
    }

    /// Loads the same address again.
    #[track_caller]
    pub fn reload(&self) {
        self.command("POST", "/refresh", &json!({}));
    }

    /// The browser's Back.
    #[track_caller]
    pub fn back(&self) {
        self.command("POST", "/back", &json!({}));
    }

    /// The browser's Forward.
    #[track_caller]
    pub fn forward(&self) {
        self.command("POST", "/forward", &json!({}));
    }

    /// The address as it stands now.
    #[track_caller]
    pub fn url(&self) -> String {
        self.js("return location.href").as_str().unwrap_or_default().to_owned()
    }

    /// The page's title.
    #[track_caller]
    pub fn title(&self) -> String {
        self.js("return document.title").as_str().unwrap_or_default().to_owned()
    }

    /// Opens another tab and goes there. Returns the handles of the one left and of the new one.
    #[track_caller]
    pub fn open_tab(&self) -> (String, String) {
        let first = self.command("GET", "/window", &Value::Null);
        let second = self.command("POST", "/window/new", &json!({ "type": "tab" }))["handle"].clone();
        let [first, second] = [first, second].map(|handle| handle.as_str().unwrap_or_default().to_owned());
        self.enter_tab(&second);
        (first, second)
    }

    /// Goes to the tab of that handle.
    #[track_caller]
    pub fn enter_tab(&self, handle: &str) {
        self.command("POST", "/window", &json!({ "handle": handle }));
    }

    /// From now on looks into the first frame of the page.
    #[track_caller]
    pub fn enter_frame(&self) {
        self.command("POST", "/frame", &json!({ "id": 0 }));
    }

    /// From now on looks at the page itself again.
    #[track_caller]
    pub fn leave_frame(&self) {
        self.command("POST", "/frame", &json!({ "id": null }));
    }

    /// Runs a script in the page (its policy does not concern the driver) and returns what it returns.
    #[track_caller]
    pub fn js(&self, script: &str) -> Value {
        self.js_with(script, &json!([]))
    }

    /// The same, with `arguments`.
    #[track_caller]
    pub fn js_with(&self, script: &str, arguments: &Value) -> Value {
        self.command("POST", "/execute/sync", &json!({ "script": script, "args": arguments }))
    }

    /// Runs a script that ends by calling `arguments[0]` with its result.
    #[track_caller]
    pub fn js_later(&self, script: &str) -> Value {
        self.command("POST", "/execute/async", &json!({ "script": script, "args": [] }))
    }

    /// Waits until `holds` gives something. `what` ends the sentence "the page never …".
    #[track_caller]
    pub fn wait_for<T>(&self, what: &str, mut holds: impl FnMut() -> Option<T>) -> T {
        let until = Instant::now() + PATIENCE;
        loop {
            if let Some(found) = holds() {
                return found;
            }
            assert!(Instant::now() < until, "the page never {what}; it says:\n{}", self.text());
            std::thread::sleep(POLL);
        }
    }

    /// Waits until the viewer has drawn everything and rests: `<html data-state="ready">`.
    #[track_caller]
    pub fn wait_ready(&self) {
        self.wait_state("ready");
    }

    /// Waits for a state of the page: `loading`, `ready`, `failed` (could not start) or `crashed`.
    #[track_caller]
    pub fn wait_state(&self, state: &str) {
        self.wait_for(&format!("was {state}"), || {
            let now = self.js("return document.documentElement.dataset.state ?? ''");
            let now = now.as_str().unwrap_or_default();
            let ended = matches!(now, "failed" | "crashed") && now != state;
            assert!(!ended, "the page is {now}, not {state}; it says:\n{}", self.text());
            (now == state).then_some(())
        });
    }

    /// Waits until the page no longer loads, however that ended.
    #[track_caller]
    pub fn wait_settled(&self) {
        let script = "return (document.documentElement.dataset.state ?? 'loading') !== 'loading'";
        self.wait_for("came to rest", || (self.js(script) == json!(true)).then_some(()));
    }

    /// Waits for a text that is visible on the page.
    #[track_caller]
    pub fn wait_for_text(&self, text: &str) {
        self.wait_for(&format!("said {text:?}"), || self.text().contains(text).then_some(()));
    }

    /// The text of the page as a reader sees it: without what is hidden.
    #[track_caller]
    pub fn text(&self) -> String {
        self.js("return document.body?.innerText ?? ''").as_str().unwrap_or_default().to_owned()
    }

    /// Every element a CSS selector matches, for what has no role. None is fine.
    #[track_caller]
    pub fn all(&self, selector: &str) -> Vec<Element<'_>> {
        self.elements(&self.command("POST", "/elements", &json!({ "using": "css selector", "value": selector })))
    }

    /// The first element a CSS selector matches; waits for it.
    #[track_caller]
    pub fn css(&self, selector: &str) -> Element<'_> {
        self.wait_for(&format!("had {selector}"), || self.all(selector).into_iter().next())
    }

    /// The element with this role and accessible name, both as the browser computes them; waits for it.
    #[track_caller]
    pub fn role(&self, role: &str, name: &str) -> Element<'_> {
        self.wait_for(&format!("had a {role} named {name:?}"), || self.all_of_role(role, Some(name)).into_iter().next())
    }

    /// Every element of a role, in page order; with `name`, those of exactly this accessible name.
    #[track_caller]
    pub fn all_of_role(&self, role: &str, name: Option<&str>) -> Vec<Element<'_>> {
        let mut found = self.all(&candidates(role));
        // An element that vanishes meanwhile has no role.
        found.retain(|element| {
            element.ask("computedrole") == role && name.is_none_or(|name| element.ask("computedlabel") == name)
        });
        found
    }

    /// The button of this name.
    #[track_caller]
    pub fn button(&self, name: &str) -> Element<'_> {
        self.role("button", name)
    }

    /// The link of this name.
    #[track_caller]
    pub fn link(&self, name: &str) -> Element<'_> {
        self.role("link", name)
    }

    /// The heading of this name.
    #[track_caller]
    pub fn heading(&self, name: &str) -> Element<'_> {
        self.role("heading", name)
    }

    /// The element that has the focus.
    #[track_caller]
    pub fn focused(&self) -> Element<'_> {
        let found = self.command("GET", "/element/active", &Value::Null);
        self.elements(&json!([found])).pop().unwrap_or_else(|| panic!("nothing has the focus"))
    }

    fn elements(&self, found: &Value) -> Vec<Element<'_>> {
        let ids = found.as_array().into_iter().flatten().filter_map(|one| one[ELEMENT].as_str());
        ids.map(|id| Element { page: self, id: id.to_owned() }).collect()
    }
}

impl Element<'_> {
    #[track_caller]
    fn command(&self, method: &str, path: &str, body: &Value) -> Value {
        self.page.command(method, &format!("/element/{}/{path}", self.id), body)
    }

    fn ask(&self, what: &str) -> String {
        let answer = self.page.try_command("GET", &format!("/element/{}/{what}", self.id), &Value::Null);
        // WebKit leaves the space at the end of a label.
        answer.ok().and_then(|value| value.as_str().map(|text| text.trim().to_owned())).unwrap_or_default()
    }

    /// Clicks into its middle, as a hand does: fails when something lies over it.
    #[track_caller]
    pub fn click(&self) {
        if self.page.engine() == Engine::WebKit {
            // Its driver scrolls to nothing inside of another element.
            self.js("arguments[0].scrollIntoView({ block: 'nearest' })");
        }
        match self.page.try_command("POST", &format!("/element/{}/click", self.id), &json!({})) {
            // Only Chromium's driver clicks on a part of a drawing by itself.
            Err(error) if error.contains("element not interactable") => {
                let spot = "const r = arguments[0].getBoundingClientRect();
                    const [x, y] = [Math.floor(r.x + r.width / 2), Math.floor(r.y + r.height / 2)];
                    return arguments[0].contains(document.elementFromPoint(x, y)) ? [x, y] : []";
                let spot = self.js(spot);
                let px = |at: usize| spot[at].as_i64().and_then(|px| i32::try_from(px).ok());
                let (Some(x), Some(y)) = (px(0), px(1)) else { panic!("{error}") };
                self.page.drag(&[(x, y)]);
            }
            answer => drop(answer.unwrap_or_else(|error| panic!("{error}"))),
        }
    }

    /// Types a text into it; for a file input, the path of a file.
    #[track_caller]
    pub fn type_text(&self, text: &str) {
        self.command("POST", "value", &json!({ "text": text }));
    }

    /// Its visible text.
    #[track_caller]
    pub fn text(&self) -> String {
        if self.page.engine() == Engine::WebKit {
            // Its driver leaves out the ends of lines.
            let text = self.js("const text = arguments[0].innerText ?? arguments[0].textContent;
                return text.replace(/\\s*\\n\\s*/g, '\\n').trim()");
            return text.as_str().unwrap_or_default().to_owned();
        }
        self.command("GET", "text", &Value::Null).as_str().unwrap_or_default().to_owned()
    }

    /// An attribute, if it is there.
    #[track_caller]
    pub fn attribute(&self, name: &str) -> Option<String> {
        self.command("GET", &format!("attribute/{name}"), &Value::Null).as_str().map(str::to_owned)
    }

    /// Its accessible name as the browser computes it.
    pub fn name(&self) -> String {
        self.ask("computedlabel")
    }

    /// Its role as the browser computes it.
    pub fn role(&self) -> String {
        self.ask("computedrole")
    }

    /// Whether a reader can see it.
    #[track_caller]
    pub fn is_shown(&self) -> bool {
        self.command("GET", "displayed", &Value::Null) == json!(true)
    }

    /// Gives it the focus.
    #[track_caller]
    pub fn focus(&self) {
        self.js("arguments[0].focus()");
    }

    /// Left, top, width and height in CSS px of the window.
    #[track_caller]
    pub fn rectangle(&self) -> [f64; 4] {
        let found = self.js("const r = arguments[0].getBoundingClientRect(); return [r.x, r.y, r.width, r.height]");
        std::array::from_fn(|at| found[at].as_f64().unwrap_or_default())
    }

    /// Runs a script in the page with this element as `arguments[0]`.
    #[track_caller]
    pub fn js(&self, script: &str) -> Value {
        self.page.js_with(script, &json!([{ ELEMENT: self.id }]))
    }
}

/// What can have a role at all, so that the browser is not asked about every element.
fn candidates(role: &str) -> String {
    let native = match role {
        "button" => "button, summary, input[type=button], input[type=submit]",
        "link" => "a[href]",
        "heading" => "h1, h2, h3, h4, h5, h6",
        "textbox" | "searchbox" => "input, textarea",
        "combobox" | "listbox" => "select, input",
        "checkbox" | "radio" => "input",
        "region" | "generic" => "section",
        "list" => "ul, ol",
        "listitem" => "li",
        "table" => "table",
        "row" => "tr",
        "cell" | "columnheader" | "rowheader" => "td, th",
        "img" | "image" => "img, svg",
        "dialog" => "dialog",
        "banner" => "header",
        "contentinfo" => "footer",
        "status" => "output",
        "group" => "details, fieldset, g",
        "main" | "navigation" | "complementary" | "search" => "main, nav, aside, search",
        _ => "",
    };
    let explicit = format!("[role={role}]");
    if native.is_empty() { explicit } else { format!("{native}, {explicit}") }
}
