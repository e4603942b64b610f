//! Starting the page: under which paths, frames and policies it starts, and what it says when it cannot.

use crate::opened_after;
use crate::support::{Answer, Gate, Lack, Page, Site, journey};

/// Something a reader can read and do, instead of a blank page.
#[track_caller]
fn assert_stopped(page: &Page, state: &str, words: &str) {
    page.wait_state(state);
    let text = page.text();
    assert!(text.contains(words), "the page says:\n{text}");
    assert!(page.button("Reload the page").is_shown());
}

#[test]
fn the_page_starts_below_any_path_under_its_policy_and_says_nothing_to_the_console() {
    journey(|page| {
        let site = Site::start();
        page.open(&site.url(""));
        page.wait_ready();
        assert!(page.all("#boot").is_empty(), "the loading line is gone");
        page.assert_quiet();
        assert!(site.asked().iter().all(|path| path.starts_with("/some/where/")), "{:?}", site.asked());
        let versioned = [".js", ".wasm", ".css"];
        for asked in site.asked() {
            let (path, query) = asked.split_once('?').unwrap_or((&asked, ""));
            assert!(query.starts_with("v=") || !versioned.iter().any(|ending| path.ends_with(ending)), "{asked}");
        }
    });
}

#[test]
fn the_page_starts_in_a_frame_of_another_site() {
    journey(|page| {
        let site = Site::start();
        page.open(&site.framed("", None));
        page.enter_frame();
        page.wait_ready();
        page.assert_quiet();
    });
}

#[test]
fn the_page_starts_in_a_frame_that_may_run_scripts_and_nothing_else() {
    journey(|page| {
        let site = Site::start();
        page.open(&site.framed("", Some("allow-scripts")));
        page.enter_frame();
        page.wait_ready();
        page.assert_quiet();
    });
}

#[test]
fn in_such_a_frame_a_policy_of_self_alone_starts_the_page_or_leaves_the_reason_on_it() {
    journey(|page| {
        let site = Site::start();
        let address = site.framed("", Some("allow-scripts"));
        site.promised_headers();
        page.open(&address);
        page.enter_frame();
        if page.lacks(Lack::SelfInSandbox) {
            page.wait_for_text("in a sandboxed frame, the site’s security policy");
        } else {
            page.wait_ready();
        }
    });
}

#[test]
fn the_page_starts_in_a_sandboxed_frame_that_keeps_its_origin() {
    journey(|page| {
        let site = Site::start();
        page.open(&site.framed("", Some("allow-scripts allow-same-origin")));
        page.enter_frame();
        page.wait_ready();
        page.assert_quiet();
    });
}

#[test]
fn the_bytes_read_are_shown_while_the_module_loads() {
    journey(|page| {
        let (site, gate) = (Site::start(), Gate::default());
        site.answer("faultline-app_bg.wasm", Answer::file("faultline-app_bg.wasm").held_after(50_000, &gate));
        page.open_without_waiting(&site.url(""));
        page.wait_for_text("50 kB of ");
        gate.open();
        page.wait_ready();
        page.assert_quiet();
    });
}

#[test]
fn a_missing_module_is_told() {
    journey(|page| {
        let site = Site::start();
        site.answer("faultline-app_bg.wasm", Answer::missing());
        page.open(&site.url(""));
        assert_stopped(page, "failed", "faultline-app_bg.wasm, status 404");
    });
}

#[test]
fn a_missing_glue_script_is_told() {
    journey(|page| {
        let site = Site::start();
        site.answer("faultline-app.js", Answer::missing());
        page.open(&site.url(""));
        assert_stopped(page, "failed", "could not be fetched");
    });
}

#[test]
fn a_module_cut_off_on_the_way_is_told() {
    journey(|page| {
        let site = Site::start();
        let short = Answer::new("application/wasm", &b"\0asm\x01\0\0"[..]);
        for module in [short, Answer::file("faultline-app_bg.wasm").cut_off_after(50_000)] {
            site.answer("faultline-app_bg.wasm", module);
            page.open(&site.url(""));
            assert_stopped(page, "failed", "cut off on the way");
        }
    });
}

#[test]
fn a_policy_without_webassembly_is_told() {
    journey(|page| {
        let site = Site::start();
        site.header("Content-Security-Policy", "default-src 'self'; script-src 'self'");
        page.open(&site.url(""));
        assert_stopped(page, "failed", "add 'wasm-unsafe-eval' to script-src");
    });
}

#[test]
fn a_browser_without_webassembly_is_told() {
    journey(|page| {
        let site = Site::start();
        site.before_each_page("delete globalThis.WebAssembly");
        page.open(&site.url(""));
        assert_stopped(page, "failed", "WebAssembly is missing");
    });
}

#[test]
fn a_media_type_that_is_wrong_for_the_module_costs_nothing() {
    journey(|page| {
        let site = Site::start();
        let module = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/dist/faultline-app_bg.wasm")).unwrap();
        site.answer("faultline-app_bg.wasm", Answer::new("application/octet-stream", module));
        page.open(&site.url(""));
        page.wait_ready();
        page.assert_quiet();
    });
}

#[test]
fn a_blocked_start_script_leaves_words_on_the_page() {
    journey(|page| {
        let site = Site::start();
        site.answer("boot.js", Answer::missing());
        page.open(&site.url(""));
        assert!(!page.text().contains("Still nothing?"), "not before its time");
        // Which is some seconds; nobody waits for them here.
        page.js("for (const animation of document.getAnimations()) animation.finish()");
        page.wait_for_text("Still nothing?");
    });
}

#[test]
fn without_scripts_the_page_says_what_it_needs() {
    journey(|page| {
        if page.lacks(Lack::NoScripts) {
            return;
        }
        let site = Site::start();
        page.without_scripts();
        page.open(&site.url(""));
        // The driver's own scripts do not run either: the accessibility tree still tells.
        assert!(page.css("noscript").text().contains("switch JavaScript on"));
    });
}

#[test]
fn a_crash_keeps_the_name_of_the_file_and_offers_to_reload() {
    journey(|page| {
        let site = Site::start();
        page.open(&site.url(""));
        page.wait_ready();
        page.js("document.documentElement.dataset.file = 'incident-7.json'; faultlineCrashed('index out of bounds')");
        assert_stopped(page, "crashed", "Faultline has stopped");
        assert!(page.text().contains("incident-7.json") && page.text().contains("index out of bounds"));
        page.assert_accessible();
        page.button("Reload the page").click();
        page.wait_ready();
    });
}

#[test]
fn a_trap_that_no_panic_hook_tells_of_is_a_crash_too() {
    journey(|page| {
        let trap = "window.trap = () => setTimeout(() => {
            throw new WebAssembly.RuntimeError('memory access out of bounds') })";
        opened_after(page, trap, "");
        page.js("window.trap()");
        assert_stopped(page, "crashed", "memory access out of bounds");
    });
}
