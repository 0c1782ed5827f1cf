#pragma once

#include <string>
#include <string_view>

namespace rollcall {

/// Whether the text is one address that email can be sent to, in the form of RFC 5321: dot-atom only, ASCII only, a
/// domain of at least two labels. Quoted local parts and address literals are refused, and so is everything beyond
/// ASCII, so that look-alike letters cannot imitate another address. An international domain is written in its xn--
/// form.
bool is_email(std::string_view text);

/// Addresses are compared without case.
std::string fold_email(std::string_view email);

}  // namespace rollcall
