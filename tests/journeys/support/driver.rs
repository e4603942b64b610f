//! Starts a browser and its WebDriver for one journey, and ends both whatever happens in between.

use super::Page;
use super::session::Session;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader};
use std::net::{TcpListener, TcpStream};
use std::os::unix::process::CommandExt;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

/// The browsers that the journeys know. Chromium is what `make test` runs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Engine {
    /// Chromium or Chrome, by chromedriver.
    Chromium,
    /// Firefox, by geckodriver.
    Firefox,
    /// WebKitGTK's MiniBrowser, by WebKitWebDriver; needs a display.
    WebKit,
}

impl Engine {
    /// From `FAULTLINE_ENGINE`; Chromium when that is not set.
    pub fn chosen() -> Self {
        match std::env::var("FAULTLINE_ENGINE").as_deref() {
            Err(_) | Ok("chromium") => Self::Chromium,
            Ok("firefox") => Self::Firefox,
            Ok("webkit") => Self::WebKit,
            Ok(other) => panic!("FAULTLINE_ENGINE is {other:?}; it can be chromium, firefox or webkit"),
        }
    }

    fn driver(self) -> &'static str {
        match self {
            Self::Chromium => "chromedriver",
            Self::Firefox => "geckodriver",
            Self::WebKit => "WebKitWebDriver",
        }
    }

    fn capabilities(self, profile: &str) -> Value {
        match self {
            Self::Chromium => json!({
                "goog:loggingPrefs": { "browser": "ALL" },
                // Frames in one process with their page: the driver computes no roles in any other.
                "goog:chromeOptions": { "args": [
                    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage", "--no-first-run",
                    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars",
                    "--force-color-profile=srgb", "--disable-features=IsolateSandboxedIframes", "--lang=en-GB", "--window-size=1280,900", format!("--user-data-dir={profile}"),
                ] },
            }),
            Self::Firefox => json!({
                "moz:firefoxOptions": { "args": ["-headless", "--width=1280", "--height=900", "-profile", profile] },
            }),
            Self::WebKit => json!({
                "webkitgtk:browserOptions": {
                    "binary": "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser", "args": ["--automation"],
                },
            }),
        }
    }
}

/// The driver's process with its browser. Ends both when dropped.
struct Driver {
    process: Child,
    port: u16,
    profile: PathBuf,
}

impl Driver {
    /// Starts a driver; another one where it ends at once. chromedriver chooses a port of IPv4 and ends when that of IPv6 is
    /// taken.
    fn start(engine: Engine) -> Self {
        let started = (0..10).find_map(|_| Self::try_start(engine));
        started.unwrap_or_else(|| panic!("{} ends without printing its port", engine.driver()))
    }

    fn try_start(engine: Engine) -> Option<Self> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("profile-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let profile = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
        std::fs::create_dir_all(&profile).unwrap();
        let mut command = Command::new(engine.driver());
        // Instants are shown in UTC unless a journey asks for another zone.
        command.env("TZ", "UTC").stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).process_group(0);
        // The others choose a free port themselves and print it.
        let chosen = (engine == Engine::WebKit).then(free_port);
        match chosen {
            Some(port) => command.arg("-p").arg(port.to_string()),
            None => command.arg("--port=0"),
        };
        let mut process = command.spawn().unwrap_or_else(|error| {
            panic!("{} does not start ({error}): run `make test`, which sets it up.", engine.driver())
        });
        let stdout = process.stdout.take().unwrap();
        let mut driver = Self { process, port: 0, profile };
        driver.port = chosen.or_else(|| printed_port(stdout))?;
        let until = Instant::now() + Duration::from_secs(20);
        while TcpStream::connect(("127.0.0.1", driver.port)).is_err() {
            assert!(Instant::now() < until, "{} does not listen on its port", engine.driver());
            std::thread::sleep(Duration::from_millis(10));
        }
        Some(driver)
    }
}

/// A port that nothing listens on at the moment.
fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
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
fn open_browser(engine: Engine) -> (Driver, Session) {
    let attempt = || {
        let driver = Driver::start(engine);
        let session = Session::start(driver.port, &engine.capabilities(&driver.profile.display().to_string()));
        session.map(|session| (driver, session))
    };
    let second = |error| {
        eprintln!("The browser did not start and is started again: {error}");
        attempt()
    };
    attempt().or_else(second).unwrap_or_else(|error| panic!("no browser: {error}"))
}

/// Runs one journey in a fresh browser with an empty profile. When it fails, a picture of the page is left in the target
/// folder's `tmp/`, named after the test, and the text and console of the page are printed.
pub fn journey(steps: impl FnOnce(&Page)) {
    let engine = Engine::chosen();
    let (driver, session) = open_browser(engine);
    let page = Page::new(session, engine);
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
    drop(driver);
    if let Err(failure) = outcome {
        resume_unwind(failure);
    }
}
