#include "app/backup/key_file.hpp"

#include <fmt/format.h>

#include <fstream>
#include <iterator>
#include <stdexcept>
#include <system_error>
#include <utility>

#include "core/files/durable_file.hpp"
#include "core/random.hpp"
#include "core/sealing.hpp"

namespace rollcall::app {

std::string fingerprint_of(const SealingKey& key) {
    const auto derived = key.derive_key("fingerprint of the key file");
    return hash_token({reinterpret_cast<const char*>(derived.data()), derived.size()});
}

std::optional<KeyFile> read_key_file(const std::filesystem::path& file) {
    if (!std::filesystem::exists(file)) return std::nullopt;
    auto fingerprint = fingerprint_of(SealingKey::load(file));
    std::ifstream stream(file);
    return KeyFile{std::string(std::istreambuf_iterator<char>(stream), {}), std::move(fingerprint)};
}

void write_key_file(const std::filesystem::path& file, const std::string& content) {
    if (std::filesystem::exists(file)) {
        throw std::runtime_error(
            fmt::format("The key file {} exists already, and is never overwritten.", file.string()));
    }
    try {
        write_durable_file(file, content);
    } catch (const std::system_error& error) {
        throw std::runtime_error(
            fmt::format("The key file {} cannot be written: {}.", file.string(), error.code().message()));
    }
}

}  // namespace rollcall::app
