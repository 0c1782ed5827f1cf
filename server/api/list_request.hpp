#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/field_check.hpp"
#include "database/page.hpp"
#include "http/json/json_described.hpp"
#include "http/protocol/request.hpp"

namespace rollcall::api {

/// What a list offers in its query.
struct ListOptions {
    std::span<const database::SortColumn> sorts = {};
    std::string_view default_sort = {};                                  ///< as in `?sort=`: "name", "-last_active_at"
    enum class Sorting { refused, offered } sorting = Sorting::offered;  ///< refused where there is one order only
    std::span<const std::string_view> filters = {};
    enum class Total { refused, offered } total = Total::refused;
    enum class Paging { refused, offered } paging = Paging::offered;  ///< refused where the whole list is answered
    /// The order where there is a `search` and no `sort`; `search` is one of the filters then.
    std::optional<database::SortColumn> best_first = {};
};

/// What was asked of a list: its page, and the values of its filters.
struct ListRequest {
    database::PageRequest page;
    std::map<std::string, std::string, std::less<>> filters;

    std::optional<std::string> filter(std::string_view name) const;

    /// A filter whose value is one of these names, as its place among them; another value is noted in `check`.
    std::optional<std::size_t> choice(std::string_view name, std::span<const std::string_view> names,
                                      FieldCheck& check) const;

    /// The same for an enum that is described by its names in the API.
    template <DescribedEnum Enum>
    std::optional<Enum> choice(std::string_view name, FieldCheck& check) const {
        const auto index = choice(name, enum_names<Enum>, check);
        return index ? std::optional(enum_values<Enum>[*index]) : std::nullopt;
    }
};

/// Reads `limit`, `cursor`, `sort`, `total` and the filters. Throws Error::invalid for parameters that the list does
/// not have, that come twice, or whose value is not possible. A `search` for nothing but white space is none.
ListRequest read_list_request(const http::Request::Pairs& query, const ListOptions& options);

}  // namespace rollcall::api
