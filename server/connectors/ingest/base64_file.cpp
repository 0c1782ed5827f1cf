#include "connectors/ingest/base64_file.hpp"

#include <sodium.h>

#include <utility>

namespace rollcall::connectors {

namespace {

constexpr std::size_t quantum = 4;  // characters, for three bytes

}  // namespace

void Base64File::append(std::string_view text) {
    for (const auto c : text) {
        if (c == ' ' || c == '\t' || c == '\r' || c == '\n') continue;
        rest_ += c == '-' ? '+' : c == '_' ? '/' : c;
    }
    const auto whole = rest_.size() - rest_.size() % quantum;
    decode(std::string_view(rest_).substr(0, whole));
    rest_.erase(0, whole);
}

bool Base64File::finish() {
    if (rest_.size() > 1 && rest_.find('=') == std::string::npos) {
        rest_.resize(quantum, '=');
        decode(std::exchange(rest_, {}));
    }
    return !is_broken_ && rest_.empty();
}

void Base64File::decode(std::string_view text) {
    if (text.empty() || is_broken_) return;
    std::string bytes(text.size() / quantum * 3, '\0');
    std::size_t size = 0;
    const auto failed = sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(),
                                          text.size(), nullptr, &size, nullptr, sodium_base64_VARIANT_ORIGINAL);
    is_broken_ = failed != 0 || is_padded_;
    is_padded_ = text.ends_with('=');
    if (is_broken_) return;
    bytes.resize(size);
    file_.append(bytes);
}

}  // namespace rollcall::connectors
