#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "database/page.hpp"
#include "http/request.hpp"

namespace rollcall::api {

/// What a list offers in its query.
struct ListOptions {
    std::span<const database::SortColumn> sorts;
    std::string_view default_sort;  ///< as in `?sort=`: "name", "-last_active_at"
    std::span<const std::string_view> filters = {};
    enum class Total { refused, offered } total = Total::refused;
};

/// What was asked of a list: its page, and the values of its filters.
struct ListRequest {
    database::PageRequest page;
    std::map<std::string, std::string, std::less<>> filters;

    std::optional<std::string> filter(std::string_view name) const;
};

/// Reads `limit`, `cursor`, `sort`, `total` and the filters. Throws Error::invalid for parameters that the list does
/// not have, that come twice, or whose value is not possible.
ListRequest read_list_request(const http::Request::Pairs& query, const ListOptions& options);

}  // namespace rollcall::api
