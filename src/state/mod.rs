//! What the reader sees now, and everything the reader can do to it. Must never touch a browser.
