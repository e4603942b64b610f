//! A small web server for `dist/`, on free ports of 127.0.0.1, that can also be slow, wrong or missing on purpose.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::Duration;

/// Where the site lies on its server: never at the root, so that an address that assumes the root fails.
const FOLDER: &str = "/some/where/";
/// Where the script of [`Site::before_each_page`] lies.
const FIRST_SCRIPT: &str = "first.js";

/// A running server. It answers with the headers that `Trunk.toml` promises, until a journey says otherwise.
pub struct Site {
    port: u16,
    other_port: u16,
    state: Arc<Mutex<State>>,
}

struct State {
    headers: Vec<(String, String)>,
    /// By path: below [`FOLDER`] for the site itself, absolute for the other origin.
    answers: HashMap<String, Answer>,
    asked: Vec<String>,
    /// What [`Site::before_each_page`] was given.
    first_script: Option<String>,
}

/// What the server says to one address, instead of the file in `dist/`.
#[derive(Clone)]
pub struct Answer {
    status: u16,
    kind: &'static str,
    body: Vec<u8>,
    cors: bool,
    /// Bytes a piece, and the rest between pieces.
    dribble: Option<(usize, Duration)>,
    /// How many bytes go out before the server hangs up.
    cut: Option<usize>,
    /// How many bytes go out before the gate must open.
    gate: Option<(usize, Gate)>,
}

/// Holds an answer half-way until a journey has seen what it came for.
#[derive(Clone, Default)]
pub struct Gate(Arc<(Mutex<bool>, Condvar)>);

impl Gate {
    /// Lets the held answer go on.
    pub fn open(&self) {
        *self.0.0.lock().unwrap() = true;
        self.0.1.notify_all();
    }

    fn wait(&self) {
        let open = self.0.0.lock().unwrap();
        // A journey that failed in between never opens it.
        drop(self.0.1.wait_timeout_while(open, Duration::from_secs(30), |open| !*open).unwrap());
    }
}

impl Answer {
    /// Any body, with its media type.
    pub fn new(kind: &'static str, body: impl Into<Vec<u8>>) -> Self {
        Self { status: 200, kind, body: body.into(), cors: true, dribble: None, cut: None, gate: None }
    }
    /// A JSON text, well-formed or not.
    pub fn json(body: impl Into<Vec<u8>>) -> Self {
        Self::new("application/json", body)
    }
    /// A page.
    pub fn html(body: impl Into<Vec<u8>>) -> Self {
        Self::new("text/html; charset=utf-8", body)
    }
    /// The file of this path in `dist/`, for one that shall be slow or held.
    pub fn file(path: &str) -> Self {
        let body = read_dist(path).unwrap_or_else(|| panic!("no dist/{path}"));
        Self::new(media_type(path), body)
    }
    /// Nothing there.
    pub fn missing() -> Self {
        Self::new("text/plain", "Not here").status(404)
    }
    /// Another status than 200.
    pub fn status(mut self, status: u16) -> Self {
        self.status = status;
        self
    }
    /// Without the header that lets another origin read it.
    pub fn without_cors(mut self) -> Self {
        self.cors = false;
        self
    }
    /// `bytes` at a time with a rest in between.
    pub fn slowly(mut self, bytes: usize, rest: Duration) -> Self {
        self.dribble = Some((bytes, rest));
        self
    }
    /// Promises all of the body, and hangs up after so many bytes.
    pub fn cut_off_after(mut self, bytes: usize) -> Self {
        self.cut = Some(bytes);
        self
    }
    /// Sends `bytes`, then waits for the gate.
    pub fn held_after(mut self, bytes: usize, gate: &Gate) -> Self {
        self.gate = Some((bytes, gate.clone()));
        self
    }
}

impl Site {
    /// Starts a server for `dist/`; `make build` makes that.
    pub fn start() -> Self {
        assert!(read_dist("index.html").is_some(), "There is no dist/index.html: run `make build` first.");
        let state =
            State { headers: promised_headers(), answers: HashMap::new(), asked: Vec::new(), first_script: None };
        let state = Arc::new(Mutex::new(state));
        let port = listen(&state, FOLDER);
        let other_port = listen(&state, "");
        Self { port, other_port, state }
    }

    /// The address of a file of the site, or of the page itself: `url("")`, `url("?src=incidents/x.json")`.
    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{FOLDER}{path}", self.port)
    }

    /// From now on answers `path` of the site like this.
    pub fn answer(&self, path: &str, answer: Answer) {
        self.state.lock().unwrap().answers.insert(path.to_owned(), answer);
    }

    /// Puts something on a second origin (`path` starts with `/`) and returns its address. The site's policy lets the
    /// page fetch from `https:` only: a journey that fetches from here has to change it with [`Site::header`].
    pub fn elsewhere(&self, path: &str, answer: Answer) -> String {
        self.answer(path, answer);
        format!("http://127.0.0.1:{}{path}", self.other_port)
    }

    /// A page of the second origin that holds the site in a frame; `sandbox` is that attribute's value, if any. For a frame
    /// without an origin the policy of the site names the site's own, as docs/embedding.md says it has to for WebKit.
    pub fn framed(&self, path: &str, sandbox: Option<&str>) -> String {
        if sandbox.is_some_and(|tokens| !tokens.contains("allow-same-origin")) {
            let named = format!("'self' http://127.0.0.1:{}", self.port);
            let policies = |(name, _): &&mut (String, String)| name == "Content-Security-Policy";
            for (_, policy) in self.state.lock().unwrap().headers.iter_mut().filter(policies) {
                *policy = policy.replace("'self'", &named);
            }
        }
        let sandbox = sandbox.map(|tokens| format!(r#" sandbox="{tokens}""#)).unwrap_or_default();
        let url = self.url(path);
        let page = format!(
            r#"<!doctype html><html lang="en"><title>Another site</title><link rel="icon" href="data:,">
            <iframe title="Incident" width="1000" height="700" src="{url}"{sandbox}></iframe>"#
        );
        self.elsewhere("/framed.html", Answer::html(page))
    }

    /// Runs a script before any of the page's own, in every page of the site opened from now on: to take something away.
    pub fn before_each_page(&self, script: &str) {
        self.state.lock().unwrap().first_script = Some(script.to_owned());
    }

    /// Sends the headers of `Trunk.toml` again, whatever was changed.
    pub fn promised_headers(&self) {
        self.state.lock().unwrap().headers = promised_headers();
    }

    /// Changes a header of every answer; an empty value drops it.
    pub fn header(&self, name: &str, value: &str) {
        let mut state = self.state.lock().unwrap();
        state.headers.retain(|(other, _)| other != name);
        if !value.is_empty() {
            state.headers.push((name.to_owned(), value.to_owned()));
        }
    }

    /// Every path asked for so far, in order, with its query.
    pub fn asked(&self) -> Vec<String> {
        self.state.lock().unwrap().asked.clone()
    }
}

/// The headers under `[serve.headers]`: what is served here is what is promised there.
fn promised_headers() -> Vec<(String, String)> {
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/Trunk.toml")).unwrap();
    let (_, section) = text.split_once("[serve.headers]").expect("Trunk.toml has [serve.headers]");
    let pairs = section.lines().take_while(|line| !line.starts_with('[')).filter_map(|line| line.split_once(" = "));
    pairs.map(|(name, value)| (name.to_owned(), value.trim_matches('"').to_owned())).collect()
}

fn read_dist(path: &str) -> Option<Vec<u8>> {
    assert!(!path.contains(".."), "a path of the site, not {path}");
    let path = if path.is_empty() { "index.html" } else { path };
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("dist").join(path)).ok()
}

fn media_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("html", |(_, ending)| ending) {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript",
        "css" => "text/css",
        "json" => "application/json",
        "svg" => "image/svg+xml",
        "wasm" => "application/wasm",
        _ => "application/octet-stream",
    }
}

/// Serves what lies below `folder` on a free port, until the test program ends.
fn listen(state: &Arc<Mutex<State>>, folder: &'static str) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let state = state.clone();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let state = state.clone();
            // The browser hangs up as it likes; that is no fault of the journey.
            thread::spawn(move || drop(serve(stream, &state, folder)));
        }
    });
    port
}

fn serve(mut stream: TcpStream, state: &Mutex<State>, folder: &str) -> std::io::Result<()> {
    let mut lines = BufReader::new(stream.try_clone()?).lines();
    let first = lines.next().unwrap_or_else(|| Ok(String::new()))?;
    for line in lines {
        if line?.is_empty() {
            break;
        }
    }
    let Some(target) = first.split(' ').nth(1) else { return Ok(()) };
    let path = target.split('?').next().unwrap_or(target);
    let (answer, headers) = {
        let mut state = state.lock().unwrap();
        state.asked.push(target.to_owned());
        let answer = path.strip_prefix(folder).map(|path| {
            let planned = state.answers.get(path).cloned();
            let file = || {
                if let (FIRST_SCRIPT, Some(script)) = (path, &state.first_script) {
                    return Some(Answer::new("text/javascript", script.as_bytes()));
                }
                let mut body = read_dist(path)?;
                if state.first_script.is_some() && matches!(path, "" | "index.html") {
                    let page = String::from_utf8(body).unwrap();
                    body =
                        page.replacen("<head>", &format!("<head><script src=\"{FIRST_SCRIPT}\"></script>"), 1).into();
                }
                Some(Answer::new(media_type(path), body))
            };
            planned.or_else(|| if folder.is_empty() { None } else { file() }).unwrap_or_else(Answer::missing)
        });
        // The promise is the site's; what lies elsewhere is someone else's, and sends CORS alone.
        let own = |(name, _): &&(String, String)| !folder.is_empty() || name.starts_with("Access-Control");
        (answer.unwrap_or_else(Answer::missing), state.headers.iter().filter(own).cloned().collect::<Vec<_>>())
    };
    let mut head = format!(
        "HTTP/1.1 {} .\r\nContent-Type: {}\r\nContent-Length: {}\r\n",
        answer.status,
        answer.kind,
        answer.body.len()
    );
    head.push_str("Connection: close\r\nCache-Control: no-store\r\n");
    for (name, value) in headers.iter().filter(|(name, _)| answer.cors || !name.starts_with("Access-Control")) {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str("\r\n");
    stream.write_all(head.as_bytes())?;

    let body = answer.cut.and_then(|bytes| answer.body.get(..bytes)).unwrap_or(&answer.body);
    let held_from = answer.gate.as_ref().map_or(body.len(), |(bytes, _)| (*bytes).min(body.len()));
    let (now, later) = body.split_at(held_from);
    send(&mut stream, now, answer.dribble)?;
    if let Some((_, gate)) = &answer.gate {
        gate.wait();
        send(&mut stream, later, answer.dribble)?;
    }
    Ok(())
}

fn send(stream: &mut TcpStream, body: &[u8], dribble: Option<(usize, Duration)>) -> std::io::Result<()> {
    let Some((bytes, rest)) = dribble else { return stream.write_all(body) };
    for piece in body.chunks(bytes) {
        stream.write_all(piece)?;
        thread::sleep(rest);
    }
    Ok(())
}
