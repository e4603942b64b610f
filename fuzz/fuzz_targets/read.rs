//! Any bytes in any reader. Nothing may panic, take a second of processor time, or need memory out of proportion; what was
//! read can be joined with itself, and written.
//!
//! With the environment variable `READER` the input is a file, read by the reader of that id. Without, the first line of the
//! input names the reader, as `--from` does, and the rest is the file; where the name is not known, the file is recognised by
//! what it holds.
#![no_main]

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use cpu_time::ThreadTime;
use faultline_core::export::json::write_entry;
use faultline_core::formats::{ReadOptions, join_documents, read_document, reader_by_id};
use faultline_core::incident::Case;
use faultline_core::time::UtcOnly;
use libfuzzer_sys::fuzz_target;

/// The most processor time that an input may take. It does not grow when the machine is busy, as the time of day does.
const MOST_TIME: Duration = Duration::from_secs(1);
/// How often the size of an input reading may need.
const MOST_TIMES: usize = 20;
/// What reading may need beside that, in bytes: the words it knows, and the first room of its lists.
const SPARE: usize = 2 << 20;

#[global_allocator]
static HEAP: Heap = Heap { now: AtomicUsize::new(0), most: AtomicUsize::new(0) };

static READER: LazyLock<Option<String>> = LazyLock::new(|| std::env::var("READER").ok().filter(|id| !id.is_empty()));

/// The system's allocator, which counts the bytes that are in use, and the most that ever were.
struct Heap {
    now: AtomicUsize,
    most: AtomicUsize,
}

// SAFETY: it asks the system's allocator for everything, and counts.
unsafe impl GlobalAlloc for Heap {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let now = self.now.fetch_add(layout.size(), Ordering::Relaxed) + layout.size();
        self.most.fetch_max(now, Ordering::Relaxed);
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        self.now.fetch_sub(layout.size(), Ordering::Relaxed);
        unsafe { System.dealloc(pointer, layout) }
    }
}

/// The first reading makes tables that stay: they are no part of what a file needs.
static TABLES: LazyLock<()> =
    LazyLock::new(|| drop(read_document(b"# Outage", "fuzz", &ReadOptions::default(), &UtcOnly)));

fuzz_target!(|bytes: &[u8]| {
    LazyLock::force(&TABLES);
    let (reader, file) = match &*READER {
        Some(id) => {
            assert!(reader_by_id(id).is_some(), "READER={id} is no reader: `faultline formats` lists them");
            (Some(id.as_str()), bytes)
        }
        None => {
            let end = bytes.iter().position(|byte| *byte == b'\n').unwrap_or(0);
            let (name, file) = bytes.split_at(end);
            (std::str::from_utf8(name).ok().filter(|id| reader_by_id(id).is_some()), file)
        }
    };
    let options = ReadOptions { reader: reader.map(Into::into), ..ReadOptions::default() };
    let begun = ThreadTime::now();
    let before = HEAP.now.load(Ordering::Relaxed);
    HEAP.most.store(before, Ordering::Relaxed);
    let document = read_document(file, "fuzz", &options, &UtcOnly);
    let needed = HEAP.most.load(Ordering::Relaxed) - before;
    let allowed = MOST_TIMES * file.len() + SPARE;
    assert!(needed <= allowed, "reading {} bytes needs {needed} bytes of memory, more than {allowed}", file.len());
    if let Ok(document) = document {
        let twice = [document.clone(), document].into_iter().map(|document| ("fuzz".to_owned(), document));
        for entry in join_documents(twice).into_catalog("fuzz").entries {
            let _ = write_entry(&entry, &UtcOnly);
            let (_, problems) = Case::join(entry.incident);
            problems.iter().for_each(|problem| drop(problem.to_string()));
        }
    }
    let took = begun.elapsed();
    assert!(took < MOST_TIME, "{} bytes take {took:?} of processor time", file.len());
});
