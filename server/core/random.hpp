#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace rollcall {

/// Fills with bytes from the system's generator (libsodium).
void fill_random(std::span<std::byte> bytes);

/// 256 random bits in base64url (43 characters): sessions, devices, API tokens, links of emails, webhook secrets, the
/// key file. Of what only has to be recognised the database has the `hash_token`.
std::string make_token();

/// Whether a text looks like `make_token`: what does not is a value of another program.
bool has_form_of_token(std::string_view text);

/// BLAKE2b-256 of a token, in hex. A fast hash is enough, since a token of 256 random bits cannot be guessed.
std::string hash_token(std::string_view token);

/// Whether both are equal; the time it takes does not depend on where they differ.
bool equal_in_constant_time(std::string_view left, std::string_view right);

}  // namespace rollcall
