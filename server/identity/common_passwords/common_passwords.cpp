#include "identity/common_passwords/common_passwords.hpp"

#include <cstdint>
#include <span>

#include "identity/common_passwords/fingerprint.hpp"

// The file that rollcall-embed-passwords has made: sorted fingerprints. Among the constants of the program, so the
// pages are read from its file when they are needed, and are not memory of its own.
asm(R"(
    .pushsection .rodata
    .balign 8
    .local rollcall_password_fingerprints
    .local rollcall_password_fingerprints_end
rollcall_password_fingerprints:
    .incbin ")" ROLLCALL_PASSWORD_FINGERPRINTS R"("
rollcall_password_fingerprints_end:
    .popsection
)");

extern "C" const std::uint64_t rollcall_password_fingerprints[];
extern "C" const std::uint64_t rollcall_password_fingerprints_end[];

namespace rollcall::identity {

namespace {

std::span<const std::uint64_t> fingerprints() {
    return {rollcall_password_fingerprints, rollcall_password_fingerprints_end};
}

}  // namespace

// Fingerprints are evenly spread, so the place of one is known but for some hundred neighbours: one page is read, where
// a binary search would read a dozen.
bool is_common_password(std::string_view folded) {
    const auto wanted = password_fingerprint(folded);
    const auto list = fingerprints();
    __extension__ using Wide = unsigned __int128;
    auto place = static_cast<std::size_t>(Wide(wanted) * list.size() >> 64);
    while (place > 0 && list[place - 1] >= wanted) --place;
    while (place < list.size() && list[place] < wanted) ++place;
    return place < list.size() && list[place] == wanted;
}

std::size_t count_common_passwords() { return fingerprints().size(); }

}  // namespace rollcall::identity
