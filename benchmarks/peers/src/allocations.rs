//! Counts what is allocated.

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

/// The system's allocator, with a count of allocations and the most bytes at once.
pub(crate) struct Counting;

static COUNT: AtomicUsize = AtomicUsize::new(0);
static BYTES: AtomicUsize = AtomicUsize::new(0);
static PEAK: AtomicUsize = AtomicUsize::new(0);

// SAFETY: every call is passed on to the system's allocator.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        COUNT.fetch_add(1, Relaxed);
        let bytes = BYTES.fetch_add(layout.size(), Relaxed) + layout.size();
        PEAK.fetch_max(bytes, Relaxed);
        // SAFETY: the caller's.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        BYTES.fetch_sub(layout.size(), Relaxed);
        // SAFETY: the caller's.
        unsafe { System.dealloc(pointer, layout) }
    }
}

/// What one run allocated.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Allocated {
    pub(crate) count: usize,
    pub(crate) peak: usize,
}

/// Runs something and says what it allocated: how often, and how much at most beside what was there.
pub(crate) fn allocated<T>(run: impl FnOnce() -> T) -> (T, Allocated) {
    let (count, bytes) = (COUNT.load(Relaxed), BYTES.load(Relaxed));
    PEAK.store(bytes, Relaxed);
    let result = run();
    let allocated = Allocated {
        count: COUNT.load(Relaxed) - count,
        peak: PEAK.load(Relaxed).saturating_sub(bytes),
    };
    (result, allocated)
}
