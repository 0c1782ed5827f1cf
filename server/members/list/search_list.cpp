#include "members/list/search_list.hpp"

#include <algorithm>
#include <cstring>
#include <limits>
#include <unordered_set>

namespace rollcall::members {

namespace {

constexpr std::size_t bits = 64;

const char* find_bytes(std::string_view text, std::string_view part) {
    return static_cast<const char*>(memmem(text.data(), text.size(), part.data(), part.size()));
}

enum class Match { none, begins_words, contained };

/// `text` is a search_text.
Match match_words(std::string_view text, const ParsedSearch& search) {
    auto match = Match::begins_words;
    for (const auto& word : search.words) {
        const auto* found = find_bytes(text, word.pattern);
        if (!found) return Match::none;
        if (match == Match::contained) continue;
        while (found && (found == text.data() || found[-1] != word_mark)) {
            found = find_bytes(text.substr(static_cast<std::size_t>(found + 1 - text.data())), word.pattern);
        }
        if (!found) match = Match::contained;
    }
    return match;
}

}  // namespace

SearchList::Name::Name(const SearchedName& member)
    : bytes_(std::make_unique_for_overwrite<char[]>(member.name_folded.size() + member.member_id.text().size() +
                                                    member.text.size())),
      name_size_(static_cast<std::uint32_t>(member.name_folded.size())),
      id_size_(static_cast<std::uint32_t>(member.member_id.text().size())),
      text_size_(static_cast<std::uint32_t>(member.text.size())) {
    auto* end = std::ranges::copy(member.name_folded, bytes_.get()).out;
    end = std::ranges::copy(member.member_id.text(), end).out;
    std::ranges::copy(member.text, end);
    add_to_signature(member.text, signature_);
}

bool SearchList::Name::may_contain(const Signature& wanted) const {
    std::uint64_t missing = 0;
    for (std::size_t index = 0; index < wanted.size(); ++index) missing |= wanted[index] & ~signature_[index];
    return missing == 0;
}

void SearchList::add_to_signature(std::string_view text, Signature& signature) {
    for (std::size_t at = 1; at < text.size(); ++at) {
        const auto pair = static_cast<unsigned char>(text[at - 1]) * 256U + static_cast<unsigned char>(text[at]);
        const auto bit = (pair * 2654435761U) >> 24U;
        signature[bit / bits] |= std::uint64_t{1} << (bit % bits);
    }
}

void SearchList::update(std::span<const MemberId> gone, std::span<const SearchedName> added) {
    if (!gone.empty()) {
        std::unordered_set<std::string_view> ids;
        for (const auto& id : gone) ids.insert(id.text());
        std::erase_if(names_, [&](const Name& name) { return ids.contains(name.id()); });
    }
    const auto middle = static_cast<std::ptrdiff_t>(names_.size());
    for (const auto& member : added) names_.emplace_back(member);
    std::ranges::sort(names_.begin() + middle, names_.end(), {}, &Name::position);
    std::ranges::inplace_merge(names_, names_.begin() + middle, {}, &Name::position);
}

SearchList::Range SearchList::names_beginning_with(std::string_view text) const {
    const auto begin = std::ranges::lower_bound(names_, text, {}, &Name::name);
    const auto end =
        std::partition_point(begin, names_.end(), [&](const Name& name) { return name.name().starts_with(text); });
    return {static_cast<std::size_t>(begin - names_.begin()), static_cast<std::size_t>(end - names_.begin())};
}

/// Reads one list by one search.
class SearchList::Reader {
public:
    Reader(const SearchList& list, const ParsedSearch& search, std::size_t wanted)
        : list_(list), search_(search), wanted_(wanted), beginning_(list.names_beginning_with(search.beginning)) {
        for (const auto& word : search.words) add_to_signature(word.pattern, signature_);
    }

    void read(const SearchStart& start) {
        const auto last_part = start.reads_backwards ? 0 : search_parts - 1;
        for (auto part = start.part;; start.reads_backwards ? --part : ++part) {
            part_ = part;
            if (part == start.part && start.position) {
                read_range(range_beside(*start.position, start.reads_backwards), start.reads_backwards);
            } else {
                read_whole_part(start.reads_backwards);
            }
            if (is_done() || part == last_part) return;
        }
    }

    std::vector<FoundName> take_found() && { return std::move(found_); }

    std::size_t count() const {
        const auto is_found = [&](const Name& name) {
            return name.may_contain(signature_) && match_words(name.text(), search_) != Match::none;
        };
        return static_cast<std::size_t>(std::ranges::count_if(list_.names_, is_found));
    }

private:
    bool is_done() const { return found_.size() >= wanted_; }

    Range range_beside(const SearchStart::Position& position, bool reads_backwards) const {
        const std::pair<std::string_view, std::string_view> place{position.name_folded, position.id};
        const auto& names = list_.names_;
        const bool is_below = position.is_included == reads_backwards;
        const auto found = is_below ? std::ranges::upper_bound(names, place, {}, &Name::position)
                                    : std::ranges::lower_bound(names, place, {}, &Name::position);
        const auto index = static_cast<std::size_t>(found - names.begin());
        return reads_backwards ? Range{0, index} : Range{index, names.size()};
    }

    // The parts 1 and 2 are found in the same pass: what is of the other part is kept for it.
    void read_whole_part(bool reads_backwards) {
        if (part_ != 0 && has_read_all_) {
            for (const auto index : others_) {
                if (is_done()) return;
                keep(index);
            }
            return;
        }
        read_range({0, list_.names_.size()}, reads_backwards);
        has_read_all_ = part_ != 0 && !is_done();
    }

    void read_range(Range range, bool reads_backwards) {
        if (part_ == 0) range = {std::max(range.begin, beginning_.begin), std::min(range.end, beginning_.end)};
        if (range.begin >= range.end) return;
        for (auto left = range.end - range.begin; left > 0 && !is_done(); --left) {
            consider(reads_backwards ? range.begin + left - 1 : range.end - left);
        }
    }

    void consider(std::size_t index) {
        const auto& name = list_.names_[index];
        if (!name.may_contain(signature_)) return;
        if (part_ != 0 && index >= beginning_.begin && index < beginning_.end) return;
        const auto match = match_words(name.text(), search_);
        if (match == Match::none) return;
        const std::size_t part = part_ == 0 ? 0 : match == Match::begins_words ? 1 : 2;
        part == part_ ? keep(index) : others_.push_back(index);
    }

    void keep(std::size_t index) {
        const auto& name = list_.names_[index];
        found_.push_back({part_, std::string(name.name()), MemberId(std::string(name.id()))});
    }

    const SearchList& list_;
    const ParsedSearch& search_;
    const std::size_t wanted_;
    const Range beginning_;
    Signature signature_{};
    std::size_t part_ = 0;
    std::vector<FoundName> found_;
    std::vector<std::size_t> others_;  ///< of the other one of parts 1 and 2
    bool has_read_all_ = false;        ///< `others_` is complete
};

std::vector<FoundName> SearchList::find(const ParsedSearch& search, const SearchStart& start,
                                        std::size_t wanted) const {
    Reader reader(*this, search, wanted);
    reader.read(start);
    return std::move(reader).take_found();
}

std::size_t SearchList::count(const ParsedSearch& search) const { return Reader(*this, search, 0).count(); }

}  // namespace rollcall::members
