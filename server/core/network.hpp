#pragma once

#include <string>
#include <string_view>

namespace rollcall {

/// The network for which requests of an address are counted: an IPv4 address is its own, and of IPv6 it is the first
/// 64 bits ("2001:db8:1:2::/64"), since every subscriber has that many addresses. A text that is no address stays.
std::string network_of(std::string_view address);

}  // namespace rollcall
