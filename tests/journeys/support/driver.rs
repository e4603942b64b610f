//! Starts a browser and its WebDriver for one journey, and ends both whatever happens in between.

use super::session::Session;
use super::{Engine, Page};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader};
use std::net::TcpStream;
use std::os::unix::process::CommandExt;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

/// How long a driver may take to start, and between two looks at it.
const PATIENCE: Duration = Duration::from_secs(20);
const POLL: Duration = Duration::from_millis(10);

impl Engine {
    fn driver(self) -> &'static str {
        match self {
            Self::Chromium => "chromedriver",
            Self::Firefox => "geckodriver",
            Self::WebKit => "WebKitWebDriver",
        }
    }

    /// What a new session is asked for. The size is set by [`open_browser`] where no argument does.
    fn capabilities(self, profile: &Path) -> Value {
        match self {
            Self::Chromium => json!({
                "goog:loggingPrefs": { "browser": "ALL" },
                // Frames in one process with their page: the driver computes no roles in any other.
                "goog:chromeOptions": { "args": [
                    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage", "--no-first-run",
                    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars",
                    "--force-color-profile=srgb", "--disable-features=IsolateSandboxedIframes", "--lang=en-GB", "--window-size=1280,900", format!("--user-data-dir={}", profile.display()),
                ] },
            }),
            // Scrollbars that take no width from the page, as in the others.
            Self::Firefox => json!({
                "moz:firefoxOptions": { "args": ["-headless"], "prefs": { "ui.useOverlayScrollbars": 1 } },
            }),
            // In full screen the window has no toolbar, whose buttons would keep it from being narrow.
            Self::WebKit => json!({
                "webkitgtk:browserOptions": { "binary": mini_browser(), "args": ["--automation", "--full-screen"] },
            }),
        }
    }
}

/// WebKitGTK's test browser, which no distribution puts on PATH.
fn mini_browser() -> PathBuf {
    let of_arch = format!("/usr/lib/{}-linux-gnu", std::env::consts::ARCH);
    let folders = [&of_arch, "/usr/libexec", "/usr/lib64", "/usr/lib"];
    let places = folders.map(|folder| Path::new(folder).join("webkit2gtk-4.1/MiniBrowser"));
    let found = places.into_iter().find(|path| path.exists());
    found.expect("WebKitGTK's MiniBrowser is not installed: run `tools/setup.sh engines`.")
}

/// The size of the display: twice that of the largest window a journey asks for.
const SCREEN: &str = "8192x4096x24";
/// Where the pointer of the display rests, its middle. There is no window manager: who has the pointer has the focus.
pub(super) const POINTER: (u32, u32) = (4096, 2048);

/// A display without a screen, for the one engine that needs it. Ended when dropped.
struct Display {
    process: Child,
    /// Its name, as `DISPLAY` has it.
    name: String,
}

impl Display {
    fn start() -> Self {
        let mut command = Command::new("Xvfb");
        // It chooses a free number itself and prints that.
        command.args(["-displayfd", "1", "-screen", "0", SCREEN, "-nolisten", "tcp"]);
        let spawned = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
        let mut process =
            spawned.unwrap_or_else(|error| panic!("Xvfb does not start ({error}): run `tools/setup.sh engines`."));
        let mut number = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut number).unwrap();
        Self { process, name: format!(":{}", number.trim()) }
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The driver's process with its browser. Ends both when dropped.
pub(super) struct Driver {
    engine: Engine,
    process: Child,
    port: u16,
    profile: PathBuf,
    _display: Option<Display>,
}

impl Driver {
    /// Starts a driver whose browser takes `zone` for the reader's time zone; another one where it ends at once. chromedriver
    /// chooses a port of IPv4 and ends when that of IPv6 is taken.
    fn start(engine: Engine, zone: &str) -> Self {
        let started = (0..10).find_map(|_| Self::try_start(engine, zone));
        started.unwrap_or_else(|| panic!("{} ends without listening on a port", engine.driver()))
    }

    fn try_start(engine: Engine, zone: &str) -> Option<Self> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("profile-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let profile = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
        std::fs::create_dir_all(&profile).unwrap();
        let display = (engine == Engine::WebKit).then(Display::start);
        let mut command = Command::new(engine.driver());
        command.env("TZ", zone).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).process_group(0);
        // Each chooses a free port itself.
        command.arg("--port=0");
        if engine == Engine::Firefox {
            command.arg("--allow-system-access").arg("--profile-root").arg(&profile);
        }
        if let Some(display) = &display {
            command.env("DISPLAY", &display.name).env("GDK_BACKEND", "x11").env("LANGUAGE", "en_GB");
            command.env("XDG_CONFIG_HOME", &profile).env("XDG_CACHE_HOME", &profile).env("XDG_DATA_HOME", &profile);
        }
        let mut process = command.spawn().unwrap_or_else(|error| {
            panic!("{} does not start ({error}): run `make test` or `make engines`, which set it up.", engine.driver())
        });
        let stdout = process.stdout.take().unwrap();
        let mut driver = Self { engine, process, port: 0, profile, _display: display };
        if engine == Engine::WebKit {
            driver.write_desktop_settings(false, false);
        }
        driver.port = match engine {
            Engine::WebKit => driver.listening_port()?,
            Engine::Chromium | Engine::Firefox => printed_port(stdout)?,
        };
        let until = Instant::now() + PATIENCE;
        while TcpStream::connect(("127.0.0.1", driver.port)).is_err() {
            assert!(Instant::now() < until, "{} does not listen on its port", engine.driver());
            std::thread::sleep(POLL);
        }
        Some(driver)
    }

    /// The port that the process listens on, for a driver that does not print it. `None` when it ends before.
    fn listening_port(&mut self) -> Option<u16> {
        let until = Instant::now() + PATIENCE;
        while Instant::now() < until && self.process.try_wait().is_ok_and(|ended| ended.is_none()) {
            if let Some(port) = port_of_process(self.process.id()) {
                return Some(port);
            }
            std::thread::sleep(POLL);
        }
        None
    }

    pub(super) fn engine(&self) -> Engine {
        self.engine
    }

    /// Opens a browser.
    pub(super) fn session(&self) -> Result<Session, String> {
        Session::start(self.port, &self.engine.capabilities(&self.profile))
    }

    /// Writes the desktop settings that the next browser of WebKitGTK reads: its only source of what a reader prefers.
    pub(super) fn write_desktop_settings(&self, is_dark: bool, is_still: bool) {
        let folder = self.profile.join("gtk-3.0");
        std::fs::create_dir_all(&folder).unwrap();
        let theme = if is_dark { "Adwaita-dark" } else { "Adwaita" };
        let animations = u8::from(!is_still);
        let text = format!("[Settings]\ngtk-theme-name={theme}\ngtk-enable-animations={animations}\n");
        std::fs::write(folder.join("settings.ini"), text).unwrap();
        // Its toolbar, though hidden, would keep the window from being narrow.
        std::fs::write(folder.join("gtk.css"), "* { min-width: 0; padding: 0; margin: 0; border-width: 0; }").unwrap();
    }
}

/// The port of 127.0.0.1 that a process listens on, as Linux tells it.
fn port_of_process(id: u32) -> Option<u16> {
    let open = std::fs::read_dir(format!("/proc/{id}/fd")).ok()?.flatten();
    let sockets: Vec<String> = open
        .filter_map(|file| {
            let target = std::fs::read_link(file.path()).ok()?;
            Some(target.to_str()?.strip_prefix("socket:[")?.strip_suffix(']')?.to_owned())
        })
        .collect();
    let table = std::fs::read_to_string("/proc/net/tcp").ok()?;
    table.lines().find_map(|line| {
        // "sl local_address rem_address st tx:rx tr:when retrnsmt uid timeout inode"; 0A is listening, 0100007F 127.0.0.1.
        let columns: Vec<&str> = line.split_whitespace().collect();
        let (local, state, socket) = (*columns.get(1)?, *columns.get(3)?, *columns.get(9)?);
        let port = local.strip_prefix("0100007F:").filter(|_| state == "0A")?;
        sockets.iter().any(|own| own == socket).then(|| u16::from_str_radix(port, 16).ok()).flatten()
    })
}

/// The port that a driver prints when it starts: chromedriver "… on port 40123.", geckodriver "Listening on 127.0.0.1:40123".
/// `None` when it ends without one.
fn printed_port(stdout: ChildStdout) -> Option<u16> {
    let mut lines = BufReader::new(stdout).lines().map_while(Result::ok);
    let port = lines.find_map(|line| {
        let (_, port) = line.split_once("on port ").or_else(|| line.split_once("127.0.0.1:"))?;
        port.trim_end_matches('.').parse().ok().filter(|&port| port != 0)
    });
    // Reads the rest, so that the driver never waits for room in the pipe.
    std::thread::spawn(move || lines.for_each(drop));
    port
}

impl Drop for Driver {
    fn drop(&mut self) {
        // The group holds the browser as well, should the session not have been closed.
        let group = format!("-{}", self.process.id());
        let _ = Command::new("kill").args(["-KILL", "--", &group]).stderr(Stdio::null()).status();
        let _ = self.process.wait();
        let _ = std::fs::remove_dir_all(&self.profile);
    }
}

/// Starts a driver and opens a browser with it. A browser that does not start on a busy machine is tried once more.
fn open_browser(engine: Engine, zone: &str) -> (Driver, Session) {
    let attempt = || {
        let driver = Driver::start(engine, zone);
        driver.session().map(|session| (driver, session))
    };
    let second = |error| {
        eprintln!("The browser did not start and is started again: {error}");
        attempt()
    };
    attempt().or_else(second).unwrap_or_else(|error| panic!("no browser: {error}"))
}

/// Runs one journey in a fresh browser with an empty profile; instants are in UTC for it. When it fails, a picture of the page is
/// left in the target folder's `tmp/`, named after the test, and the text and console of the page are printed.
pub fn journey(steps: impl FnOnce(&Page)) {
    journey_in_zone("UTC", steps);
}

/// The same for a reader in another time zone, given by its IANA name.
pub fn journey_in_zone(zone: &str, steps: impl FnOnce(&Page)) {
    let (driver, session) = open_browser(Engine::chosen(), zone);
    let page = Page::new(session, driver);
    let outcome = catch_unwind(AssertUnwindSafe(|| steps(&page)));
    if outcome.is_err() {
        let name = std::thread::current().name().unwrap_or("journey").replace("::", "-");
        let picture = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.png"));
        let witness = catch_unwind(AssertUnwindSafe(|| {
            page.screenshot(&picture);
            eprintln!("{name}: {}\n{}\nconsole: {:#?}", picture.display(), page.text(), page.console());
        }));
        if witness.is_err() {
            eprintln!("{name}: the page could not be looked at any more");
        }
    }
    page.close();
    drop(page);
    if let Err(failure) = outcome {
        resume_unwind(failure);
    }
}
