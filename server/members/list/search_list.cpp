#include "members/list/search_list.hpp"

#include <algorithm>
#include <cstring>
#include <limits>
#include <unordered_set>

#include "core/searching/marked_words.hpp"

namespace rollcall::members {

namespace {

/// `text` is a search_text.
bool contains_each(std::string_view text, const std::vector<std::string>& parts) {
    return std::ranges::all_of(parts, [&](const std::string& part) {
        return memmem(text.data(), text.size(), part.data(), part.size()) != nullptr;
    });
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
}

void SearchList::update(std::span<const MemberId> gone, std::span<const SearchedName> added) {
    if (!gone.empty()) remove(gone);
    const auto middle = static_cast<std::ptrdiff_t>(order_.size());
    for (const auto& member : added) order_.push_back(insert(member));
    std::ranges::sort(order_.begin() + middle, order_.end(), {}, position_of());
    std::ranges::inplace_merge(order_, order_.begin() + middle, {}, position_of());
}

void SearchList::remove(std::span<const MemberId> gone) {
    std::unordered_set<std::string_view> ids;
    for (const auto& id : gone) ids.insert(id.text());
    std::erase_if(order_, [&](Slot slot) {
        auto& name = names_[slot];
        if (!ids.contains(name.id())) return false;
        pairs_.remove(slot, name.text());
        name = Name();
        free_slots_.push_back(slot);
        return true;
    });
}

SearchList::Slot SearchList::insert(const SearchedName& member) {
    if (free_slots_.empty()) {
        free_slots_.push_back(static_cast<Slot>(names_.size()));
        names_.emplace_back();
    }
    const auto slot = free_slots_.back();
    free_slots_.pop_back();
    names_[slot] = Name(member);
    pairs_.add(slot, member.text);
    return slot;
}

SearchList::Range SearchList::names_beginning_with(std::string_view text) const {
    const auto begin = std::ranges::lower_bound(order_, text, {}, [this](Slot slot) { return names_[slot].name(); });
    const auto end =
        std::partition_point(begin, order_.end(), [&](Slot slot) { return names_[slot].name().starts_with(text); });
    return {static_cast<std::size_t>(begin - order_.begin()), static_cast<std::size_t>(end - order_.begin())};
}

/// Reads one list by one search.
class SearchList::Reader {
public:
    Reader(const SearchList& list, const ParsedSearch& search, std::size_t wanted)
        : list_(list),
          wanted_(wanted),
          beginning_(list.names_beginning_with(search.beginning)),
          containing_(list.pairs_.all()),
          beginning_words_(list.pairs_.all()) {
        for (const auto& word : search.words) {
            words_.push_back(word.pattern);
            word_beginnings_.push_back(word_mark + word.pattern);
            list.pairs_.keep_containing(words_.back(), containing_);
            list.pairs_.keep_containing(word_beginnings_.back(), beginning_words_);
        }
    }

    void read(const SearchStart& start) {
        const auto last_part = start.reads_backwards ? 0 : search_parts - 1;
        for (auto part = start.part;; start.reads_backwards ? --part : ++part) {
            const bool is_beside = part == start.part && start.position;
            read_range(part, is_beside ? range_beside(*start.position, start.reads_backwards) : whole_range(),
                       start.reads_backwards);
            if (is_done() || part == last_part) return;
        }
    }

    std::vector<FoundName> take_found() && { return std::move(found_); }

    std::size_t count() const {
        return static_cast<std::size_t>(std::ranges::count_if(list_.order_, [&](Slot slot) { return contains(slot); }));
    }

private:
    bool is_done() const { return found_.size() >= wanted_; }

    Range whole_range() const { return {0, list_.order_.size()}; }

    Range range_beside(const SearchStart::Position& position, bool reads_backwards) const {
        const std::pair<std::string_view, std::string_view> place{position.name_folded, position.id};
        const auto& order = list_.order_;
        const bool is_below = position.is_included == reads_backwards;
        const auto found = is_below ? std::ranges::upper_bound(order, place, {}, list_.position_of())
                                    : std::ranges::lower_bound(order, place, {}, list_.position_of());
        const auto index = static_cast<std::size_t>(found - order.begin());
        return reads_backwards ? Range{0, index} : Range{index, order.size()};
    }

    void read_range(std::size_t part, Range range, bool reads_backwards) {
        if (part == 0) range = {std::max(range.begin, beginning_.begin), std::min(range.end, beginning_.end)};
        if (range.begin >= range.end) return;
        for (auto left = range.end - range.begin; left > 0 && !is_done(); --left) {
            const auto index = reads_backwards ? range.begin + left - 1 : range.end - left;
            if (!is_of_part(part, index)) continue;
            const auto& name = list_.names_[list_.order_[index]];
            found_.push_back({part, std::string(name.name()), MemberId(std::string(name.id()))});
        }
    }

    bool is_of_part(std::size_t part, std::size_t index) const {
        const auto slot = list_.order_[index];
        if (part == 0) return contains(slot);
        if (index >= beginning_.begin && index < beginning_.end) return false;
        return part == 1 ? begins_words(slot) : contains(slot) && !begins_words(slot);
    }

    bool contains(Slot slot) const {
        return containing_.contain(slot) && contains_each(list_.names_[slot].text(), words_);
    }
    bool begins_words(Slot slot) const {
        return beginning_words_.contain(slot) && contains_each(list_.names_[slot].text(), word_beginnings_);
    }

    const SearchList& list_;
    const std::size_t wanted_;
    const Range beginning_;
    std::vector<std::string> words_;
    std::vector<std::string> word_beginnings_;
    PairIndex::Candidates containing_;
    PairIndex::Candidates beginning_words_;
    std::vector<FoundName> found_;
};

std::vector<FoundName> SearchList::find(const ParsedSearch& search, const SearchStart& start,
                                        std::size_t wanted) const {
    Reader reader(*this, search, wanted);
    reader.read(start);
    return std::move(reader).take_found();
}

std::size_t SearchList::count(const ParsedSearch& search) const { return Reader(*this, search, 0).count(); }

}  // namespace rollcall::members
