#pragma once
// One byte layout for every plain struct: fields in declared order, by aggregate reflection (Boost.PFR), so that no format is written
// down twice. Unsigned numbers and enums are varints, signed ones zigzag varints, doubles eight bytes, texts and vectors length first.
// A struct at the top (`read_growing`) may gain fields at its end: a shorter old record leaves them at their defaults. Fields are
// therefore never removed, reordered or retyped in anything that is on disk.
#include <algorithm>
#include <array>
#include <concepts>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include <boost/pfr/core.hpp>

#include "runtime/base/bytes.hpp"

namespace playmaker::base {

template <class T>
void write(Writer& out, const T& value);
template <class T>
void read(Reader& in, T& value);

namespace layout {
template <class T>
struct IsVector : std::false_type {};
template <class T, class A>
struct IsVector<std::vector<T, A>> : std::true_type {};
template <class T>
struct IsMap : std::false_type {};
template <class K, class V, class C, class A>
struct IsMap<std::map<K, V, C, A>> : std::true_type {};
template <class T>
struct IsOptional : std::false_type {};
template <class T>
struct IsOptional<std::optional<T>> : std::true_type {};
template <class T>
struct IsArray : std::false_type {};
template <class T, std::size_t N>
struct IsArray<std::array<T, N>> : std::true_type {};
}  // namespace layout

template <class T>
void write(Writer& out, const T& value) {
  if constexpr (std::is_same_v<T, bool>) {
    out.flag(value);
  } else if constexpr (std::is_enum_v<T>) {
    out.uint(static_cast<std::uint64_t>(value));
  } else if constexpr (std::is_floating_point_v<T>) {
    out.number(value);
  } else if constexpr (std::is_unsigned_v<T>) {
    out.uint(value);
  } else if constexpr (std::is_integral_v<T>) {
    out.sint(value);
  } else if constexpr (std::is_same_v<T, std::string>) {
    out.text(value);
  } else if constexpr (layout::IsVector<T>::value) {
    out.uint(value.size());
    for (const auto& item : value) write(out, static_cast<const typename T::value_type&>(item));
  } else if constexpr (layout::IsArray<T>::value) {
    for (const auto& item : value) write(out, item);
  } else if constexpr (layout::IsMap<T>::value) {
    out.uint(value.size());
    for (const auto& [key, item] : value) {
      write(out, key);
      write(out, item);
    }
  } else if constexpr (layout::IsOptional<T>::value) {
    out.flag(value.has_value());
    if (value) write(out, *value);
  } else {
    boost::pfr::for_each_field(value, [&](const auto& field) { write(out, field); });
  }
}

template <class T>
void read(Reader& in, T& value) {
  if constexpr (std::is_same_v<T, bool>) {
    value = in.flag();
  } else if constexpr (std::is_enum_v<T>) {
    value = static_cast<T>(in.uint_as<std::make_unsigned_t<std::underlying_type_t<T>>>());
  } else if constexpr (std::is_floating_point_v<T>) {
    value = static_cast<T>(in.number());
  } else if constexpr (std::is_unsigned_v<T>) {
    value = in.uint_as<T>();
  } else if constexpr (std::is_integral_v<T>) {
    const std::int64_t v = in.sint();
    if (v < std::numeric_limits<T>::min() || v > std::numeric_limits<T>::max()) in.spoil();
    value = in.bad() ? T{} : static_cast<T>(v);
  } else if constexpr (std::is_same_v<T, std::string>) {
    value = std::string(in.text());
  } else if constexpr (layout::IsVector<T>::value) {
    const std::size_t n = in.count();
    value.clear();
    value.reserve(std::min<std::size_t>(n, 1024));  // an item may be far larger than the byte a corrupt count is held against
    for (std::size_t i = 0; i < n && !in.bad(); ++i) {
      typename T::value_type item{};
      read(in, item);
      value.push_back(std::move(item));
    }
  } else if constexpr (layout::IsArray<T>::value) {
    for (auto& item : value) read(in, item);
  } else if constexpr (layout::IsMap<T>::value) {
    const std::size_t n = in.count();
    value.clear();
    for (std::size_t i = 0; i < n && !in.bad(); ++i) {
      typename T::key_type key{};
      typename T::mapped_type item{};
      read(in, key);
      read(in, item);
      value.emplace(std::move(key), std::move(item));
    }
  } else if constexpr (layout::IsOptional<T>::value) {
    value.reset();
    if (in.flag()) {
      value.emplace();
      read(in, *value);
    }
  } else {
    boost::pfr::for_each_field(value, [&](auto& field) { read(in, field); });
  }
}

// A record whose bytes end where the input ends; fields added since it was written keep their defaults.
template <class T>
void read_growing(Reader& in, T& value) {
  boost::pfr::for_each_field(value, [&](auto& field) {
    if (!in.done()) read(in, field);
  });
}

template <class T>
std::string encoded(const T& value) {
  Writer out;
  write(out, value);
  return out.take();
}

}  // namespace playmaker::base
