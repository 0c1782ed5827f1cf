#pragma once

#include <array>
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

/// Names in their order (name, id), to be searched without an index: a signature of each text excludes most of those
/// that do not have a word. It takes about 210 bytes for a usual member.
class SearchList {
public:
    /// Removes those in `gone`, then adds the others: a member who may be in the list already is in both.
    void update(std::span<const MemberId> gone, std::span<const SearchedName> added);

    /// At most `wanted` members in the order of reading: by part, then name and id.
    std::vector<FoundName> find(const ParsedSearch& search, const SearchStart& start, std::size_t wanted) const;

    std::size_t count(const ParsedSearch& search) const;

    std::size_t size() const { return names_.size(); }

private:
    using Signature = std::array<std::uint64_t, 4>;  ///< a bit for each hash of two bytes that follow each other

    class Name {
    public:
        explicit Name(const SearchedName& member);
        std::string_view name() const { return {bytes_.get(), name_size_}; }
        std::string_view id() const { return {bytes_.get() + name_size_, id_size_}; }
        std::string_view text() const { return {bytes_.get() + name_size_ + id_size_, text_size_}; }
        bool may_contain(const Signature& wanted) const;
        std::pair<std::string_view, std::string_view> position() const { return {name(), id()}; }

    private:
        std::unique_ptr<char[]> bytes_;  ///< name, id and text
        std::uint32_t name_size_;
        std::uint32_t id_size_;
        std::uint32_t text_size_;
        Signature signature_{};
    };
    struct Range {
        std::size_t begin;
        std::size_t end;
    };
    class Reader;

    static void add_to_signature(std::string_view text, Signature& signature);
    Range names_beginning_with(std::string_view text) const;

    std::vector<Name> names_;
};

}  // namespace rollcall::members
