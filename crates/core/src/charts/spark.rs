//! A line of small bars, without axes, for a row of a table.

use super::scale::{finite, real};
use super::{Form, Px, Role, Scale, Shape, Size};

/// Numbers as bars in one area, the largest as high as the size; `None` where there are none above 0.
pub(super) fn lay_out_spark(numbers: &[f64], size: Size, label: String) -> Option<Shape> {
    let largest = numbers.iter().copied().map(finite).fold(0.0, f64::max);
    if largest <= 0.0 {
        return None;
    }
    let (width, height) = (finite(size.width).max(1.0), finite(size.height).max(1.0));
    let up = Scale::linear((0.0, largest), (height, 0.0));
    let wide = width / real(numbers.len());
    let gap: Px = if wide > 2.0 { 1.0 } else { 0.0 };
    let mut outline = vec![(0.0, height)];
    for (place, number) in numbers.iter().enumerate() {
        let (left, right) = (real(place) * wide, real(place + 1) * wide - gap);
        let top = up.to_px(finite(*number));
        outline.extend([(left, height), (left, top), (right, top), (right, height)]);
    }
    outline.dedup();
    Some(Shape::new(Role::Bar, Form::Area(outline), label))
}
