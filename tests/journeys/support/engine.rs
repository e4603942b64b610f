//! The browsers that the journeys know, and what one of them or its driver lacks. Also read by `tests/tidy.rs`, which holds
//! the table of docs/support.md equal to the marks in the journeys.

/// A browser engine with its driver. Chromium is what `make test` runs, `make engines` runs all.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Engine {
    /// Chromium or Chrome, by chromedriver.
    Chromium,
    /// Firefox, by geckodriver.
    Firefox,
    /// The `MiniBrowser` of `WebKitGTK`, by `WebKitWebDriver`, on an Xvfb of its own.
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

    /// What the browser is called in docs/support.md.
    pub fn name(self) -> &'static str {
        match self {
            Self::Chromium => "Chromium",
            Self::Firefox => "Firefox",
            Self::WebKit => "WebKitGTK",
        }
    }
}

/// What some engines or their drivers lack, so that a journey or a step of one is not run there. `page.lacks(…)` marks the place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Lack {
    /// Laying a page out as for paper, and forced colours.
    Media,
    /// A driver that looks at a page whose scripts are switched off.
    NoScripts,
    /// A meaning of `'self'` in the policy of a page without an origin.
    SelfInSandbox,
    /// Fingers that the driver puts down.
    Touch,
    /// A wheel that is turned while a key is held.
    WheelWithKeys,
}

impl Lack {
    /// All of them.
    pub const ALL: &[Self] = &[Self::Media, Self::NoScripts, Self::SelfInSandbox, Self::Touch, Self::WheelWithKeys];

    /// Where it is lacking.
    pub fn engines(self) -> &'static [Engine] {
        match self {
            Self::Media | Self::NoScripts | Self::SelfInSandbox | Self::Touch | Self::WheelWithKeys => {
                &[Engine::WebKit]
            }
        }
    }

    /// What is lacking, as a sentence.
    pub fn reason(self) -> &'static str {
        match self {
            Self::NoScripts => "The driver of WebKitGTK needs scripts itself.",
            Self::SelfInSandbox => {
                "In a frame without an origin `'self'` matches nothing: the page says so and does not start."
            }
            Self::Touch => "The driver of WebKitGTK has a mouse and no fingers.",
            Self::WheelWithKeys => "The driver of WebKitGTK turns the wheel without the keys that are held.",
            Self::Media => "WebKitGTK lays no page out as for paper and forces no colours at the wish of its driver.",
        }
    }
}
