//! Many incidents, chosen and counted.
