//! The looks of impact levels.

use faultline_core::incident::ImpactLevel;
use faultline_core::timeline::Shade;

/// The class that gives an impact level its colour and pattern.
pub fn level_class(level: ImpactLevel) -> &'static str {
    Shade::of(level).map_or("level-none", Shade::class)
}
