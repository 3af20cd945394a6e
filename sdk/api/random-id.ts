/** A UUID of version 4. Only secure pages have `crypto.randomUUID`, but each address of a blob ends with one (File API, 8.3). */
export function randomId(): string {
  const address = URL.createObjectURL(new Blob())
  URL.revokeObjectURL(address)
  return address.slice(-36)
}
