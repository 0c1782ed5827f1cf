#pragma once

#include <string>
#include <string_view>

#include "core/sealing.hpp"

namespace rollcall {

/// A hash of a text in 64 hex digits, by a key that is derived from the key file for that purpose: nobody can try texts
/// without the key file.
std::string make_keyed_hash(const SealingKey& key, std::string_view purpose, std::string_view text);

}  // namespace rollcall
