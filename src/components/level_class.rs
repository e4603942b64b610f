//! The looks of impact levels.

use faultline_core::incident::ImpactLevel;

/// The class that gives an impact level its colour and pattern.
pub const fn level_class(level: ImpactLevel) -> &'static str {
    match level {
        ImpactLevel::Full => "level-full",
        ImpactLevel::Partial => "level-partial",
        ImpactLevel::Degraded => "level-degraded",
        ImpactLevel::None => "level-none",
    }
}
