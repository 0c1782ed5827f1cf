#pragma once

#include <boost/describe/class.hpp>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/id.hpp"
#include "members/list/pair_index.hpp"
#include "members/list/search_text.hpp"

namespace rollcall::members {

/// A member as the search knows him or her.
struct SearchedName {
    MemberId member_id;
    std::string name_folded;
    std::string text;  ///< see search_text()
};
BOOST_DESCRIBE_STRUCT(SearchedName, (), (member_id, name_folded, text))

/// A member whom a search has found. Part 0 are the names that begin with the search, part 1 the texts in which each
/// word begins a word, part 2 the others.
struct FoundName {
    std::size_t part;
    std::string name_folded;
    MemberId id;
    bool operator==(const FoundName&) const = default;
};

/// Where a search begins to read: at the first part, or the last one when it reads backwards, or beside a position.
struct SearchStart {
    struct Position {
        std::string name_folded;
        std::string id;
        bool is_included = false;
    };

    std::size_t part = 0;
    std::optional<Position> position{};
    bool reads_backwards = false;
};

inline constexpr std::size_t search_parts = 3;

/// Names in their order (name, id), to be searched without an index of the database. It takes about 310 bytes for a
/// usual member.
class SearchList {
public:
    /// Removes those in `gone`, then adds the others: a member who may be in the list already is in both.
    void update(std::span<const MemberId> gone, std::span<const SearchedName> added);

    /// At most `wanted` members in the order of reading: by part, then name and id.
    std::vector<FoundName> find(const ParsedSearch& search, const SearchStart& start, std::size_t wanted) const;

    std::size_t count(const ParsedSearch& search) const;

    std::size_t size() const { return order_.size(); }

private:
    using Slot = PairIndex::Slot;  ///< an index in `names_`

    class Name {
    public:
        Name() = default;
        explicit Name(const SearchedName& member);
        std::string_view name() const { return {bytes_.get(), name_size_}; }
        std::string_view id() const { return {bytes_.get() + name_size_, id_size_}; }
        std::string_view text() const { return {bytes_.get() + name_size_ + id_size_, text_size_}; }
        std::pair<std::string_view, std::string_view> position() const { return {name(), id()}; }

    private:
        std::unique_ptr<char[]> bytes_;  ///< name, id and text
        std::uint32_t name_size_ = 0;
        std::uint32_t id_size_ = 0;
        std::uint32_t text_size_ = 0;
    };
    struct Range {
        std::size_t begin;
        std::size_t end;
    };
    class Reader;

    auto position_of() const {
        return [this](Slot slot) { return names_[slot].position(); };
    }
    Range names_beginning_with(std::string_view text) const;
    void remove(std::span<const MemberId> gone);
    Slot insert(const SearchedName& member);

    std::vector<Name> names_;
    std::vector<Slot> free_slots_;  ///< those in `names_` that have no name
    std::vector<Slot> order_;       ///< of the names
    PairIndex pairs_;
};

}  // namespace rollcall::members
