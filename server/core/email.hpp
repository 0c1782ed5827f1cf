#pragma once

#include <string>
#include <string_view>

namespace rollcall {

/// Whether the text is one address that email can be sent to, in the form of RFC 5321: dot-atom only, ASCII only, a
/// domain of at least two labels. Quoted local parts and address literals are refused, and so is everything beyond
/// ASCII, so that look-alike letters cannot imitate another address. An international domain is written in its xn--
/// form.
bool is_email(std::string_view text);

/// The address with its domain as mail servers know it, where it has letters beyond ASCII: "info@müller.de" becomes
/// "info@xn--mller-kva.de" (ICU's UTS 46, with ß as itself). Each such label must become one in its xn-- form, so that
/// no other letters stand for ASCII. An address for which that is impossible is returned as it is; is_email refuses it.
std::string email_with_ascii_domain(std::string_view email);

/// The reverse, to show and to search.
std::string email_with_unicode_domain(std::string_view email);

/// Addresses are compared without case, and with the domain in ASCII.
std::string fold_email(std::string_view email);

}  // namespace rollcall
