#include "members/list/pair_index.hpp"

#include <algorithm>

namespace rollcall::members {

namespace {

std::uint32_t row_of(std::uint32_t value) { return (value * 2654435761U) >> 22U; }

/// Calls `use` with the row of each byte of the text, and of each two that follow each other.
template <class Use>
void for_each_row(std::string_view text, Use use) {
    constexpr std::uint32_t no_byte_before = 256;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto byte = static_cast<unsigned char>(text[at]);
        use(row_of(no_byte_before * 256U + byte));
        if (at > 0) use(row_of(static_cast<unsigned char>(text[at - 1]) * 256U + byte));
    }
}

}  // namespace

void PairIndex::keep_containing(std::string_view part, Candidates& candidates) const {
    auto& kept = candidates.bits_;
    for_each_row(part, [&](std::uint32_t row) {
        const auto* bits = &bits_[row * words_of_row_];
        for (std::size_t word = 0; word < kept.size(); ++word) kept[word] &= bits[word];
    });
}

void PairIndex::set_bits(Slot slot, std::string_view text, bool value) {
    make_room_for(slot);
    const auto bit = std::uint64_t{1} << (slot % bits_of_word);
    for_each_row(text, [&](std::uint32_t row) {
        auto& word = bits_[row * words_of_row_ + slot / bits_of_word];
        word = value ? word | bit : word & ~bit;
    });
}

void PairIndex::make_room_for(Slot slot) {
    if (slot / bits_of_word < words_of_row_) return;
    const auto words_of_row = std::max<std::size_t>(slot / bits_of_word + 1, 2 * words_of_row_);
    std::vector<std::uint64_t> bits(rows * words_of_row);
    for (std::size_t row = 0; row < rows; ++row) {
        std::copy_n(bits_.begin() + static_cast<std::ptrdiff_t>(row * words_of_row_), words_of_row_,
                    bits.begin() + static_cast<std::ptrdiff_t>(row * words_of_row));
    }
    bits_ = std::move(bits);
    words_of_row_ = words_of_row;
}

}  // namespace rollcall::members
