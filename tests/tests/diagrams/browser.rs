//! A page in a real browser, without a window.

use headless_chrome::browser::tab::point::Point;
use headless_chrome::browser::{Tab, default_executable};
use headless_chrome::protocol::cdp::{Emulation, Input, types::Event};
use headless_chrome::{Browser, LaunchOptionsBuilder};
use integration_tests::Outcome;
use integration_tests::database::left_out;
use serde::de::DeserializeOwned;
use std::collections::HashMap;
use std::fs;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// How long the page has for what it does by and by.
const PATIENCE: Duration = Duration::from_secs(20);

/// A page that is open in a browser of its own.
pub(super) struct Page {
    tab: Arc<Tab>,
    complaints: Arc<Mutex<Vec<String>>>,
    // Dropped last: the browser ends, and the file goes.
    _browser: Browser,
    _folder: Folder,
}

/// A folder that goes when the last process of a browser, which has ended, writes to it no more.
struct Folder(TempDir);

impl Drop for Folder {
    fn drop(&mut self) {
        let (path, end) = (self.0.path(), Instant::now() + PATIENCE);
        while path.exists() && fs::remove_dir_all(path).is_err() && Instant::now() < end {
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

/// Opens a page, or says why not: there may be no browser, unless nothing may be left out.
pub(super) fn open(html: &str) -> Outcome<Option<Page>> {
    let Ok(program) = default_executable() else {
        left_out("Chromium", "there is none")?;
        return Ok(None);
    };
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("page.html");
    fs::write(&file, html)?;
    let options = LaunchOptionsBuilder::default()
        .path(Some(program))
        // Containers have no user for Chromium's sandbox, and little shared memory.
        .sandbox(false)
        .args(vec!["--disable-dev-shm-usage".as_ref()])
        .window_size(Some((1600, 1000)))
        // What it leaves goes with the page.
        .user_data_dir(Some(folder.path().join("profile")))
        .process_envs(Some(HashMap::from([(
            "TMPDIR".to_owned(),
            folder.path().display().to_string(),
        )])))
        .build()?;
    let browser = Browser::new(options)?;
    let tab = browser.new_tab()?;
    let complaints = Arc::new(Mutex::new(Vec::new()));
    tab.enable_runtime()?.enable_log()?;
    let heard = Arc::clone(&complaints);
    tab.add_event_listener(Arc::new(move |event: &Event| {
        let complaint = match event {
            Event::RuntimeExceptionThrown(thrown) => {
                format!("{:?}", thrown.params.exception_details)
            }
            Event::LogEntryAdded(entry) => format!("{:?}", entry.params.entry),
            _ => return,
        };
        if let Ok(mut heard) = heard.lock() {
            heard.push(complaint);
        }
    }))?;
    tab.navigate_to(&format!("file://{}", file.display()))?
        .wait_until_navigated()?;
    Ok(Some(Page {
        tab,
        complaints,
        _browser: browser,
        _folder: Folder(folder),
    }))
}

impl Page {
    /// The value of an expression.
    pub(super) fn value<T: DeserializeOwned>(&self, expression: &str) -> Outcome<T> {
        let answer = self
            .tab
            .evaluate(&format!("JSON.stringify({expression})"), false)?;
        let text = answer.value.as_ref().and_then(|value| value.as_str());
        let text = text.ok_or_else(|| format!("`{expression}` is {answer:?}"))?;
        Ok(serde_json::from_str(text)?)
    }

    /// Waits until an expression is true.
    pub(super) fn wait_for(&self, expression: &str) -> Outcome {
        let end = Instant::now() + PATIENCE;
        while !self.value::<bool>(expression)? {
            if Instant::now() > end {
                return Err(format!("`{expression}` does not become true").into());
            }
        }
        Ok(())
    }

    /// The texts of all elements that a selector finds.
    pub(super) fn texts(&self, selector: &str) -> Outcome<Vec<String>> {
        let selector = serde_json::to_string(selector)?;
        self.value(&format!(
            "[...document.querySelectorAll({selector})].map((found) => found.textContent)"
        ))
    }

    /// The middle of the first element that a selector finds.
    pub(super) fn middle(&self, selector: &str) -> Outcome<Point> {
        let quoted = serde_json::to_string(selector)?;
        let (x, y) = self.value(&format!(
            "(({{x, y, width, height}}) => [x + width / 2, y + height / 2])\
             (document.querySelector({quoted}).getBoundingClientRect())"
        ))?;
        Ok(Point { x, y })
    }

    pub(super) fn hover(&self, selector: &str) -> Outcome {
        self.tab.move_mouse_to_point(self.middle(selector)?)?;
        Ok(())
    }

    pub(super) fn click(&self, selector: &str) -> Outcome {
        self.tab.click_point(self.middle(selector)?)?;
        Ok(())
    }

    pub(super) fn key(&self, key: &str) -> Outcome {
        self.tab.press_key(key)?;
        Ok(())
    }

    pub(super) fn write(&self, text: &str) -> Outcome {
        self.tab.type_str(text)?;
        Ok(())
    }

    /// Presses the mouse at a point, and lets it go at another.
    pub(super) fn drag(&self, from: &Point, to: &Point) -> Outcome {
        use Input::DispatchMouseEventTypeOption::{MouseMoved, MousePressed, MouseReleased};
        let half = Point {
            x: (from.x + to.x) / 2.0,
            y: (from.y + to.y) / 2.0,
        };
        self.mouse(MouseMoved, from, 0.0)?;
        self.mouse(MousePressed, from, 0.0)?;
        self.mouse(MouseMoved, &half, 0.0)?;
        self.mouse(MouseMoved, to, 0.0)?;
        self.mouse(MouseReleased, to, 0.0)
    }

    /// Turns the wheel away from the reader, above a point.
    pub(super) fn wheel(&self, at: &Point, pixels: f64) -> Outcome {
        self.mouse(Input::DispatchMouseEventTypeOption::MouseWheel, at, -pixels)
    }

    fn mouse(&self, kind: Input::DispatchMouseEventTypeOption, at: &Point, wheel: f64) -> Outcome {
        let moves = matches!(kind, Input::DispatchMouseEventTypeOption::MouseWheel);
        self.tab.call_method(Input::DispatchMouseEvent {
            Type: kind,
            x: at.x,
            y: at.y,
            modifiers: None,
            timestamp: None,
            button: (!moves).then_some(Input::MouseButton::Left),
            buttons: None,
            click_count: Some(1),
            force: None,
            tangential_pressure: None,
            tilt_x: None,
            tilt_y: None,
            twist: None,
            delta_x: Some(0.0),
            delta_y: Some(wheel),
            pointer_Type: None,
        })?;
        Ok(())
    }

    /// The reader's system is dark, or light.
    pub(super) fn system_is(&self, scheme: &str) -> Outcome {
        let feature = Emulation::MediaFeature {
            name: "prefers-color-scheme".to_owned(),
            value: scheme.to_owned(),
        };
        self.tab.call_method(Emulation::SetEmulatedMedia {
            media: None,
            features: Some(vec![feature]),
        })?;
        Ok(())
    }

    /// Fails if the page threw, complained, or loaded anything.
    pub(super) fn assert_is_quiet(&self) -> Outcome {
        let complaints = self.complaints.lock().map_err(|error| error.to_string())?;
        assert!(complaints.is_empty(), "{complaints:?}");
        let loaded: Vec<String> =
            self.value("performance.getEntriesByType('resource').map((entry) => entry.name)")?;
        assert!(loaded.is_empty(), "{loaded:?}");
        Ok(())
    }
}
