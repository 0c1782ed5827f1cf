#pragma once

#include <string>
#include <string_view>

namespace rollcall {

/// Whether it is one address that mail can be sent to: the shape of RFC 5321 (local part of at most 64 bytes,
/// 254 in all, a domain of at least two labels), dot-atom only, ASCII only. Quoted local parts and address
/// literals are left out on purpose, and so is everything beyond ASCII: look-alike letters cannot pass for
/// somebody else's address. An international domain is written in its xn-- form.
bool is_email(std::string_view text);

/// As addresses are compared: without case.
std::string fold_email(std::string_view email);

}  // namespace rollcall
