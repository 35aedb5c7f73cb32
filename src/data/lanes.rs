//! Four numbers that are computed together, as in SIMD. The Fourier transform is generic over its number type; with this type it
//! transforms four signals in the time of one.

use std::ops::{Add, Div, Mul, Neg, Rem, Sub};

use rustfft::num_traits::{FromPrimitive, Num, One, Signed, Zero};
use wide::f32x4;

/// Four `f32`, each computed with on its own.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lanes(pub f32x4);

impl Lanes {
    /// The same number in every lane.
    #[inline(always)]
    pub fn splat(value: f32) -> Lanes {
        Lanes(f32x4::splat(value))
    }
}

macro_rules! lane_by_lane {
    ($($operation:ident $method:ident $operator:tt)*) => {$(
        impl $operation for Lanes {
            type Output = Lanes;

            #[inline(always)]
            fn $method(self, other: Lanes) -> Lanes {
                Lanes(self.0 $operator other.0)
            }
        }
    )*};
}

lane_by_lane! { Add add + Sub sub - Mul mul * Div div / }

impl Rem for Lanes {
    type Output = Lanes;

    fn rem(self, other: Lanes) -> Lanes {
        Lanes(self.0 - (self.0 / other.0).trunc() * other.0)
    }
}

impl Neg for Lanes {
    type Output = Lanes;

    #[inline(always)]
    fn neg(self) -> Lanes {
        Lanes(-self.0)
    }
}

impl Zero for Lanes {
    #[inline(always)]
    fn zero() -> Lanes {
        Lanes::splat(0.0)
    }

    fn is_zero(&self) -> bool {
        *self == Lanes::zero()
    }
}

impl One for Lanes {
    fn one() -> Lanes {
        Lanes::splat(1.0)
    }
}

impl Num for Lanes {
    type FromStrRadixErr = <f32 as Num>::FromStrRadixErr;

    fn from_str_radix(text: &str, radix: u32) -> Result<Lanes, Self::FromStrRadixErr> {
        f32::from_str_radix(text, radix).map(Lanes::splat)
    }
}

impl Signed for Lanes {
    fn abs(&self) -> Lanes {
        Lanes(self.0.abs())
    }

    fn abs_sub(&self, other: &Lanes) -> Lanes {
        Lanes((self.0 - other.0).fast_max(f32x4::ZERO))
    }

    fn signum(&self) -> Lanes {
        Lanes(f32x4::new(self.0.to_array().map(f32::signum)))
    }

    fn is_positive(&self) -> bool {
        self.0.to_array().iter().all(Signed::is_positive)
    }

    fn is_negative(&self) -> bool {
        self.0.to_array().iter().all(Signed::is_negative)
    }
}

impl FromPrimitive for Lanes {
    fn from_i64(value: i64) -> Option<Lanes> {
        f32::from_i64(value).map(Lanes::splat)
    }

    fn from_u64(value: u64) -> Option<Lanes> {
        f32::from_u64(value).map(Lanes::splat)
    }

    fn from_f64(value: f64) -> Option<Lanes> {
        f32::from_f64(value).map(Lanes::splat)
    }
}
