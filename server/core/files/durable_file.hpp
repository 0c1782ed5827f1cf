#pragma once

#include <filesystem>
#include <string_view>

namespace rollcall {

/// What the name of a file ends in, besides its own ending, while it is written.
inline constexpr std::string_view unfinished_ending = ".new";

/// Writes a file for its owner only. After a crash or a power cut it is there with all of `bytes`, or as it was before;
/// the file `<file>.new` may be left. Throws std::system_error, and leaves then what was there before.
void write_durable_file(const std::filesystem::path& file, std::string_view bytes);

}  // namespace rollcall
