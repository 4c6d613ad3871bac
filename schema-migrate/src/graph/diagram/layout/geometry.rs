//! Points, sizes and rectangles, in pixels; y grows downwards.

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::graph::diagram) struct Point {
    pub(in crate::graph::diagram) x: i32,
    pub(in crate::graph::diagram) y: i32,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::graph::diagram) struct Size {
    pub(in crate::graph::diagram) width: i32,
    pub(in crate::graph::diagram) height: i32,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::graph::diagram) struct Rect {
    pub(in crate::graph::diagram) x: i32,
    pub(in crate::graph::diagram) y: i32,
    pub(in crate::graph::diagram) size: Size,
}

/// Width to height of a screen, for which pictures are arranged.
const SCREEN: (i64, i64) = (8, 5);

impl Size {
    /// How far one has to step back to see it all on a screen: less is better.
    pub(super) fn distance(self) -> i64 {
        let (width, height) = (i64::from(self.width), i64::from(self.height));
        (width * SCREEN.1).max(height * SCREEN.0)
    }
}

impl Rect {
    pub(in crate::graph::diagram) fn right(&self) -> i32 {
        self.x + self.size.width
    }

    pub(in crate::graph::diagram) fn bottom(&self) -> i32 {
        self.y + self.size.height
    }

    /// The least one that has all these points.
    pub(super) fn around(points: impl Iterator<Item = Point>) -> Rect {
        let (mut least, mut most): (Option<Point>, Option<Point>) = (None, None);
        for point in points {
            let (low, high) = (least.unwrap_or(point), most.unwrap_or(point));
            least = Some(Point {
                x: low.x.min(point.x),
                y: low.y.min(point.y),
            });
            most = Some(Point {
                x: high.x.max(point.x),
                y: high.y.max(point.y),
            });
        }
        let (Some(least), Some(most)) = (least, most) else {
            return Rect::default();
        };
        Rect {
            x: least.x,
            y: least.y,
            size: Size {
                width: most.x - least.x,
                height: most.y - least.y,
            },
        }
    }

    /// Its corners.
    pub(super) fn corners(&self) -> [Point; 2] {
        let (x, y) = (self.right(), self.bottom());
        [
            Point {
                x: self.x,
                y: self.y,
            },
            Point { x, y },
        ]
    }

    /// The middle between top and bottom.
    pub(super) fn middle(&self) -> i32 {
        self.y + self.size.height / 2
    }

    pub(super) fn moved(self, by: Point) -> Rect {
        Rect {
            x: self.x + by.x,
            y: self.y + by.y,
            size: self.size,
        }
    }
}
