/** The header of averages that leave out maintenance, in two lines: it is the widest one. */
export function WithoutMaintenance() {
  return (
    <span className="inline-block leading-tight">
      Without
      <br />
      maintenance (s)
    </span>
  );
}
