#pragma once

#include <string>
#include <string_view>

namespace rollcall::http {

/// What counts as one client: an IPv4 address, or the /64 of an IPv6 address ("2001:db8:0:1::/64"), since one customer
/// of a provider has all of it. An IPv4 address mapped into IPv6 is IPv4. A text that is no address is returned as it
/// is.
std::string find_client_network(std::string_view address);

}  // namespace rollcall::http
