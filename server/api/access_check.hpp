#pragma once

#include <functional>
#include <utility>

#include "core/error.hpp"
#include "http/protocol/response.hpp"

namespace rollcall::api {

/// For a streamed response that ends when the caller loses access: `require()` throws an Error when the access has
/// ended, and Error::unavailable when that cannot be determined.
inline http::AccessCheck make_access_check(std::function<void()> require) {
    return [require = std::move(require)] {
        try {
            require();
            return true;
        } catch (const Error& error) {
            if (error.code() == ErrorCode::unavailable) throw;
            return false;
        }
    };
}

}  // namespace rollcall::api
