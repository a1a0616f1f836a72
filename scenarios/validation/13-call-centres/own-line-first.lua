-- A free agent takes who waits longest in the line of his own speciality, and only then who has waited longest of all others.
function select(question, waiting)
  local oldest
  for i, line in ipairs(waiting) do
    if line.rank == 0 then
      return i
    end
    if oldest == nil or line.since < waiting[oldest].since then
      oldest = i
    end
  end
  return oldest
end
