//! Logarithms and powers of e from addition, multiplication and division alone, so that every platform gets the same bits,
//! which `f64::ln` and `f64::exp` do not promise.

/// ln 2, in two parts: the first has so few digits that a whole number times it is exact.
const LN_2_HIGH: f64 = 0.693_147_180_369_123_8;
const LN_2_LOW: f64 = 1.908_214_929_270_587_7e-10;

/// The natural logarithm; `None` for what is not a positive finite number.
#[must_use]
pub fn logarithm(number: f64) -> Option<f64> {
    if !(number.is_finite() && number > 0.0) {
        return None;
    }
    // Below the normal numbers the exponent is not in its place.
    let (number, scaled) = if number < f64::MIN_POSITIVE { (number * 1e20, true) } else { (number, false) };
    // number = mantissa × 2^exponent, the mantissa from 1/√2 to √2.
    let bits = number.to_bits();
    let mut exponent = f64::from(u32::try_from(bits >> 52).unwrap_or(0)) - 1023.0;
    let mut mantissa = f64::from_bits(bits & 0x000f_ffff_ffff_ffff | 0x3ff0_0000_0000_0000);
    if mantissa > std::f64::consts::SQRT_2 {
        mantissa /= 2.0;
        exponent += 1.0;
    }
    // ln m = 2 artanh((m − 1) / (m + 1)); ten terms leave less than 1e-17.
    let ratio = (mantissa - 1.0) / (mantissa + 1.0);
    let square = ratio * ratio;
    let mut series = 0.0;
    for odd in [21.0, 19.0, 17.0, 15.0, 13.0, 11.0, 9.0, 7.0, 5.0, 3.0, 1.0] {
        series = series * square + 1.0 / odd;
    }
    let scale = if scaled { -20.0 * std::f64::consts::LN_10 } else { 0.0 };
    Some(exponent * LN_2_HIGH + (exponent * LN_2_LOW + 2.0 * ratio * series) + scale)
}

/// e to the power of a number; the largest finite number or 0 where the power is outside the range of `f64`, and 0 for
/// NaN.
#[must_use]
pub fn exponential(power: f64) -> f64 {
    if power > 709.0 {
        return f64::MAX;
    }
    if power.is_nan() || power < -708.0 {
        return 0.0;
    }
    let twos = (power / std::f64::consts::LN_2).round();
    let rest = (power - twos * LN_2_HIGH) - twos * LN_2_LOW;
    let mut series = 1.0;
    for term in (1..=14_u8).rev() {
        series = 1.0 + series * rest / f64::from(term);
    }
    #[expect(clippy::cast_possible_truncation, reason = "between −1022 and 1023")]
    let exponent = twos as i64 + 1023;
    series * f64::from_bits(exponent.clamp(1, 2046).cast_unsigned() << 52)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_agrees_with_the_platform_and_undoes_itself(power in -700.0..700.0_f64) {
            let number = exponential(power);
            prop_assert!((number / power.exp() - 1.0).abs() < 1e-13);
            prop_assert!((logarithm(number).unwrap() - power).abs() < 1e-13 * power.abs().max(1.0));
            prop_assert!((logarithm(number).unwrap() - number.ln()).abs() < 4e-16 * power.abs().max(1.0));
        }
    }

    #[test]
    fn what_has_no_logarithm_has_none() {
        for number in [0.0, -1.0, f64::NAN, f64::INFINITY] {
            assert_eq!(logarithm(number), None);
        }
        assert_eq!(logarithm(1.0), Some(0.0));
        assert!((logarithm(1e-310).unwrap() - 1e-310_f64.ln()).abs() < 1e-12);
        assert!((exponential(0.0) - 1.0).abs() < 1e-300);
        for power in [1e9, -1e9, f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert!(exponential(power).is_finite());
        }
    }
}
