#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/clock.hpp"
#include "core/field_check.hpp"
#include "database/page.hpp"
#include "http/json/json_described.hpp"
#include "http/protocol/request.hpp"

namespace rollcall::api {

/// The query parameters of a list.
struct ListOptions {
    std::span<const database::SortColumn> sorts = {};
    std::string_view default_sort = {};  ///< as in `?sort=`: "name", "-last_active_at"
    bool offers_sort = true;             ///< false when there is only one order
    std::span<const std::string_view> filters = {};
    std::string_view filter_prefix = {};  ///< what begins with it, and goes on, is a filter too: "field."
    bool offers_total = false;
    bool offers_paging = true;  ///< false when the whole list is returned
    /// The order when there is a `search` and no `sort`; `search` must be one of the filters then.
    std::optional<database::SortColumn> best_first = {};
};

/// The requested page of a list, and the values of its filters.
struct ListRequest {
    database::PageRequest page;
    std::map<std::string, std::string, std::less<>> filters;

    std::optional<std::string> filter(std::string_view name) const;

    /// The moment that a filter names; `check` fails for another value.
    std::optional<Time> time(std::string_view name, FieldCheck& check) const;

    /// The index of a filter's value among these names; `check` fails for another value.
    std::optional<std::size_t> choice(std::string_view name, std::span<const std::string_view> names,
                                      FieldCheck& check) const;

    /// The same for an enum whose names are those of the API.
    template <DescribedEnum Enum>
    std::optional<Enum> choice(std::string_view name, FieldCheck& check) const {
        const auto index = choice(name, enum_names<Enum>, check);
        return index ? std::optional(enum_values<Enum>[*index]) : std::nullopt;
    }
};

/// Reads `limit`, `cursor`, `sort`, `total` and the filters. Throws Error::invalid for unknown and duplicate
/// parameters and for invalid values. A `search` of white space only is ignored. `cursor_key` is that of this list.
ListRequest read_list_request(const http::Request::Pairs& query, const ListOptions& options,
                              const database::CursorKey& cursor_key);

}  // namespace rollcall::api
